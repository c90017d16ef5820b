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

  /** All windows' length. */
  public double windowNanos() {
    return windows.stream().mapToLong(span -> span.window().lengthNanos()).sum();
  }

  double lengthSeconds() {
    return windowNanos() * SECONDS;
  }

  /** Between the counters' readings, which lie a little after the window's ends. */
  private double countedSeconds() {
    return between(at -> at.server().nanoTime()) * SECONDS;
  }

  /** Of somebody else's server it is known what its process used, at most. */
  private CpuSplit cpu(Life life) {
    if (life.tellsCounters()) {
      return cpu();
    }
    return life.tellsCpu() ? new CpuSplit(cpu("serve"), null, null, null, null) : CpuSplit.UNKNOWN;
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

  /** What disturbed them, as far as the server tells its part. */
  Shares shares(Life life) {
    Shares all = shares();
    return life.tellsCounters()
        ? all
        : new Shares(all.clientRunQueue(), null, null, all.steal(), all.eventLoop());
  }

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
    Double serve =
        life.tellsCpu() ? servingMicros() / countedSeconds() - baseline.cpuMicrosPerSecond() : null;
    double client = between(at -> at.clients().cpuNanos()) * US;
    Double served = serve == null ? null : serve * lengthSeconds();
    return new Overhead(
        new Overhead.PerSecond(
            Overhead.ratio(requests, subscriberSeconds),
            Overhead.ratio((double) messages, subscriberSeconds),
            Overhead.ratio(bytes, subscriberSeconds),
            serve == null ? null : Overhead.ratio(serve, subscribers),
            clientCpuIsKnown() ? Overhead.ratio(client / countedSeconds(), subscribers) : null),
        Overhead.PerUpdate.of(requests, bytes, served, counts.updates().published()),
        Overhead.PerUpdate.of(requests, bytes, served, counts.updates().delivered()),
        Overhead.ratio(
            (double) counts.exchanges().emptyPolls(), (double) counts.exchanges().polls()),
        new Overhead.Bytes(
            between(at -> at.clients().bytes().up()), between(at -> at.clients().bytes().down())),
        new Overhead.Bytes(life.bytes().up(), life.bytes().down()),
        cpu(life),
        life.tellsCpu() ? baseline.cpuMicrosPerSecond() : null,
        life.tellsCounters() ? perSubscriber(life, MemoryReading::heapUsedBytes) : null,
        life.tellsCpu() ? perSubscriber(life, MemoryReading::rssBytes) : null);
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
