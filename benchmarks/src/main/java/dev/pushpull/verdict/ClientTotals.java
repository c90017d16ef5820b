package dev.pushpull.verdict;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.measure.LongLog;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * Running totals of some clients and of the threads that run them, compilers left out.
 *
 * @param bytes on their sockets
 * @param cpuNanos of their threads
 * @param runQueueNanos how long these waited for a processor
 * @param unknownProcesses processes whose threads' times are unknown
 */
public record ClientTotals(
    ByteCounts bytes, long cpuNanos, long runQueueNanos, long unknownProcesses) {

  /** Of no client. */
  public static final ClientTotals NONE = new ClientTotals(ByteCounts.ZERO, 0, 0, 0);

  /** Of clients that this JVM runs. */
  public static ClientTotals of(ByteCounts bytes, ThreadTimes threads) {
    return threads
        .read()
        .map(sums -> of(bytes, sums))
        .orElseGet(() -> new ClientTotals(bytes, 0, 0, 1));
  }

  /** Of clients whose JVM has used this much. */
  public static ClientTotals of(ByteCounts bytes, ThreadTimes.Sums sums) {
    return new ClientTotals(
        bytes, withoutCompilers(sums.cpuNanos()), withoutCompilers(sums.runQueueNanos()), 0);
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
        unknownProcesses + other.unknownProcesses);
  }

  /** Appends all of it. */
  public void write(LongLog out) {
    out.add(bytes.up());
    out.add(bytes.down());
    out.add(cpuNanos);
    out.add(runQueueNanos);
    out.add(unknownProcesses);
  }

  /** Reads what {@link #write} appended. */
  public static ClientTotals read(LongBuffer in) {
    return new ClientTotals(new ByteCounts(in.get(), in.get()), in.get(), in.get(), in.get());
  }
}
