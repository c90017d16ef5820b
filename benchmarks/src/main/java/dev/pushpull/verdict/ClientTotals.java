package dev.pushpull.verdict;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.measure.LongLog;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Running totals of some clients and of the threads that run them, compilers left out.
 *
 * @param bytes on their sockets
 * @param cpuNanos of their threads
 * @param runQueueNanos how long these waited for a processor
 * @param unknownProcesses processes whose threads' times are unknown
 * @param loops those of their threads that many clients share
 */
public record ClientTotals(
    ByteCounts bytes,
    long cpuNanos,
    long runQueueNanos,
    long unknownProcesses,
    List<ThreadTimes.Busy> loops) {

  /** Of no client. */
  public static final ClientTotals NONE = new ClientTotals(ByteCounts.ZERO, 0, 0, 0, List.of());

  /** Copies the list. */
  public ClientTotals {
    loops = List.copyOf(loops);
  }

  /** Of clients that this JVM runs. */
  public static ClientTotals of(ByteCounts bytes, ThreadTimes threads) {
    return threads
        .read()
        .map(sums -> of(bytes, sums, threads.busy(ClientEngine.LOOPS)))
        .orElseGet(() -> ofUnknown(bytes));
  }

  /** Of clients whose threads' times are unknown. */
  public static ClientTotals ofUnknown(ByteCounts bytes) {
    return new ClientTotals(bytes, 0, 0, 1, List.of());
  }

  /** Of clients whose JVM has used this much. */
  public static ClientTotals of(
      ByteCounts bytes, ThreadTimes.Sums sums, List<ThreadTimes.Busy> loops) {
    return new ClientTotals(
        bytes, withoutCompilers(sums.cpuNanos()), withoutCompilers(sums.runQueueNanos()), 0, loops);
  }

  private static long withoutCompilers(Map<ThreadKind, Long> nanos) {
    return nanos.values().stream().mapToLong(n -> n).sum() - nanos.getOrDefault(ThreadKind.JIT, 0L);
  }

  /** Of these clients and others together. */
  public ClientTotals plus(ClientTotals other) {
    return new ClientTotals(
        bytes.plus(other.bytes),
        cpuNanos + other.cpuNanos,
        runQueueNanos + other.runQueueNanos,
        unknownProcesses + other.unknownProcesses,
        Stream.concat(loops.stream(), other.loops.stream()).toList());
  }

  /**
   * The share of the time since then that the busiest event loop had something to do; empty where
   * there is none that ran all the time.
   */
  public OptionalDouble busiestLoopSince(ClientTotals before) {
    return IntStream.range(0, Math.min(loops.size(), before.loops.size()))
        .filter(i -> loops.get(i).thread() == before.loops.get(i).thread())
        .mapToDouble(i -> share(before.loops.get(i), loops.get(i)))
        .max();
  }

  private static double share(ThreadTimes.Busy from, ThreadTimes.Busy to) {
    return (double) (to.nanos() - from.nanos()) / (to.atNanos() - from.atNanos());
  }

  /** Appends all of it. */
  public void write(LongLog out) {
    out.add(bytes.up());
    out.add(bytes.down());
    out.add(cpuNanos);
    out.add(runQueueNanos);
    out.add(unknownProcesses);
    out.add(loops.size());
    for (ThreadTimes.Busy loop : loops) {
      out.add(loop.thread());
      out.add(loop.nanos());
      out.add(loop.atNanos());
    }
  }

  /** Reads what {@link #write} appended. */
  public static ClientTotals read(LongBuffer in) {
    return new ClientTotals(
        new ByteCounts(in.get(), in.get()), in.get(), in.get(), in.get(), readLoops(in));
  }

  private static List<ThreadTimes.Busy> readLoops(LongBuffer in) {
    var loops = new ArrayList<ThreadTimes.Busy>();
    for (long left = in.get(); left > 0; left--) {
      loops.add(new ThreadTimes.Busy(in.get(), in.get(), in.get()));
    }
    return loops;
  }
}
