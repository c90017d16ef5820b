package dev.pushpull.trial;

import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.sut.wire.MemoryReading;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What windows cost, from the running totals at their ends, and how many subscribers. */
public record Costs(List<? extends MeasuredWindow<?>> windows, double subscribers) {

  private static final double US = 1e-3;
  private static final double SECONDS = 1e-9;

  private long between(ToLongFunction<CounterSnapshot> total) {
    return windows.stream()
        .mapToLong(span -> total.applyAsLong(span.close()) - total.applyAsLong(span.open()))
        .sum();
  }

  double lengthSeconds() {
    return windows.stream().mapToLong(span -> span.window().lengthNanos()).sum() * SECONDS;
  }

  /** Between the counters' readings, which lie a little after the window's ends. */
  private double countedSeconds() {
    return between(at -> at.server().nanoTime()) * SECONDS;
  }

  CpuSplit cpu() {
    return new CpuSplit(cpu("serve"), cpu("publish"), cpu("jit"), cpu("gc"), cpu("control"));
  }

  /** What the server used for its subscribers. */
  double servingMicros() {
    return cpu("serve") + cpu("gc");
  }

  private double cpu(String role) {
    return between(at -> at.server().cpu(role)) * US;
  }

  /** What disturbed them. */
  Shares shares() {
    return new Shares(
        between(at -> at.clients().runQueueNanos()) * SECONDS / countedSeconds(),
        between(at -> at.server().runQueueNanos()) * SECONDS / countedSeconds(),
        between(at -> at.server().cpu("jit")) * SECONDS / countedSeconds(),
        windows.stream()
            .mapToDouble(span -> span.close().host().stealSince(span.open().host()))
            .max()
            .orElse(0),
        busiestLoop());
  }

  private @Nullable Double busiestLoop() {
    return windows.stream()
        .flatMap(
            span -> span.close().clients().busiestLoopSince(span.open().clients()).stream().boxed())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Both directions, all subscribers. */
  public long bytes() {
    return between(at -> at.clients().bytes().up() + at.clients().bytes().down());
  }

  /**
   * What the clients and the server used for it.
   *
   * @param counts what came of it
   * @param messages that carried an update
   */
  Overhead overhead(Counts counts, long messages, Life life) {
    double subscriberSeconds = subscribers * lengthSeconds();
    double requests = counts.exchanges().sent();
    double bytes = bytes();
    Baseline baseline = life.baseline();
    double serve = servingMicros() / countedSeconds() - baseline.cpuMicrosPerSecond();
    double client = between(at -> at.clients().cpuNanos()) * US;
    double served = serve * lengthSeconds();
    return new Overhead(
        new Overhead.PerSecond(
            Overhead.ratio(requests, subscriberSeconds),
            Overhead.ratio((double) messages, subscriberSeconds),
            Overhead.ratio(bytes, subscriberSeconds),
            Overhead.ratio(serve, subscribers),
            clientCpuIsKnown() ? Overhead.ratio(client / countedSeconds(), subscribers) : null),
        Overhead.PerUpdate.of(requests, bytes, served, counts.updates().published()),
        Overhead.PerUpdate.of(requests, bytes, served, counts.updates().delivered()),
        Overhead.ratio(
            (double) counts.exchanges().emptyPolls(), (double) counts.exchanges().polls()),
        new Overhead.Bytes(
            between(at -> at.clients().bytes().up()), between(at -> at.clients().bytes().down())),
        new Overhead.Bytes(life.bytes().up(), life.bytes().down()),
        cpu(),
        baseline.cpuMicrosPerSecond(),
        perSubscriber(life, MemoryReading::heapUsedBytes),
        perSubscriber(life, MemoryReading::rssBytes));
  }

  /** Of the server's memory when all were connected, what it did not use without them. */
  private @Nullable Double perSubscriber(Life life, ToLongFunction<MemoryReading> bytes) {
    double before = bytes.applyAsLong(life.baseline().memory());
    return Overhead.ratio(bytes.applyAsLong(life.memory()) - before, subscribers);
  }

  private boolean clientCpuIsKnown() {
    return windows.stream().allMatch(window -> window.close().clients().unknownProcesses() == 0);
  }
}
