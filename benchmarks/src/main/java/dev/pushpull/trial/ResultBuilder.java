package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.launch.MemoryReading;
import dev.pushpull.result.Age;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Puts a trial's result together from its windows. */
final class ResultBuilder {

  private static final double US = 1e-3;
  private static final double SECONDS = 1e-9;

  private final TrialSpec spec;
  private final List<MeasuredWindow> windows;
  private final List<Probe> probes;
  private final WindowMeters meters = new WindowMeters();
  private final double subscribers;

  ResultBuilder(TrialSpec spec, List<MeasuredWindow> windows, List<Probe> probes) {
    this.spec = spec;
    this.windows = windows;
    this.probes = probes;
    this.subscribers = spec.workload().subscribers();
    windows.forEach(window -> meters.add(window.meters()));
  }

  WindowMeters meters() {
    return meters;
  }

  /**
   * @param conflated by the server, whole life
   * @param failures told by the subscribers from the end of connecting until they were stopped
   */
  Counts counts(long conflated, long failures) {
    var delivery = meters.delivery();
    var requests = meters.requests();
    boolean polls = !spec.strategy().isPush();
    return new Counts(
        meters.published(),
        delivery.delivered(),
        delivery.coalesced(),
        delivery.undelivered(),
        meters.duplicates(),
        conflated,
        requests.sent(),
        polls ? requests.empty() : 0,
        polls ? requests.sent() : 0,
        polls ? 0 : requests.empty(),
        requests.dueTicks(),
        requests.missedTicks(),
        failures,
        sum(Probe::connections),
        sum(Probe::handshakes),
        sum(Probe::reconnects));
  }

  private long sum(ToLongFunction<Probe> count) {
    return probes.stream().mapToLong(count).sum();
  }

  private long between(ToLongFunction<Edge> total) {
    return windows.stream()
        .mapToLong(w -> total.applyAsLong(w.close()) - total.applyAsLong(w.open()))
        .sum();
  }

  private double lengthSeconds() {
    return windows.stream().mapToLong(w -> w.window().lengthNanos()).sum() * SECONDS;
  }

  /** Between the counters' readings, which lie a little after the window's ends. */
  private double countedSeconds() {
    return between(edge -> edge.server().nanoTime()) * SECONDS;
  }

  CpuSplit cpu() {
    return new CpuSplit(cpu("serve"), cpu("publish"), cpu("jit"), cpu("gc"), cpu("control"));
  }

  private double cpu(String role) {
    return between(edge -> edge.server().cpu(role)) * US;
  }

  /** The server's compiling, in cores. */
  double jitCores() {
    return cpu("jit") / US * SECONDS / countedSeconds();
  }

  double serverRunQueueShare() {
    return between(edge -> edge.server().runQueueNanos()) * SECONDS / countedSeconds();
  }

  double clientRunQueueShare() {
    long nanos =
        windows.stream().mapToLong(w -> w.close().clientRunQueueNanosSince(w.open())).sum();
    return nanos * SECONDS / countedSeconds();
  }

  double steal() {
    return windows.stream()
        .mapToDouble(w -> w.close().host().stealSince(w.open().host()))
        .max()
        .orElse(0);
  }

  Overhead overhead(Baseline baseline, MemoryReading connected, ByteCounts connection) {
    double subscriberSeconds = subscribers * lengthSeconds();
    double published = meters.published();
    double delivered = meters.delivery().delivered();
    double requests = meters.requests().sent();
    long up = between(edge -> edge.bytes().up());
    long down = between(edge -> edge.bytes().down());
    double bytes = (double) up + down;
    CpuSplit cpu = cpu();
    double serve = (cpu.serve() + cpu.gc()) / countedSeconds() - baseline.cpuMicrosPerSecond();
    double client =
        windows.stream().mapToLong(w -> w.close().clientCpuNanosSince(w.open())).sum() * US;
    double served = serve * lengthSeconds();
    return new Overhead(
        ratio(requests, subscriberSeconds),
        ratio((double) meters.messages(), subscriberSeconds),
        ratio(bytes, subscriberSeconds),
        ratio(serve, subscribers),
        ratio(client / countedSeconds(), subscribers),
        ratio(requests, published),
        ratio(bytes, published),
        ratio(served, published),
        ratio(requests, delivered),
        ratio(bytes, delivered),
        ratio(served, delivered),
        spec.strategy().isPush() ? null : ratio((double) meters.requests().empty(), requests),
        up,
        down,
        connection.up(),
        connection.down(),
        cpu,
        baseline.cpuMicrosPerSecond(),
        ratio(connected.heapUsedBytes() - (double) baseline.memory().heapUsedBytes(), subscribers),
        ratio(connected.rssBytes() - (double) baseline.memory().rssBytes(), subscribers));
  }

  private static @Nullable Double ratio(double numerator, double denominator) {
    return denominator == 0 ? null : numerator / denominator;
  }

  TrialResult build(
      Validity validity,
      Counts counts,
      Overhead overhead,
      Model model,
      List<AuditCheck> audit,
      ServerInfo server,
      ClockInfo clock) {
    var freshness = meters.freshness();
    double stale = freshness.staleness().fractionAboveZero();
    double peak = freshness.peaks().meanNanos() / 1e6;
    return new TrialResult(
        spec.id(),
        spec.strategy().toString(),
        spec.repeat(),
        spec.seed(),
        DueArrivals.digest(windows),
        WorkloadInfo.of(spec.workload()),
        lengthSeconds(),
        windows.size(),
        validity,
        counts,
        meters.delivery().latency().distribution(),
        meters.delivery().corrected().distribution(),
        new Staleness(freshness.staleness().distribution(), Double.isNaN(stale) ? null : stale),
        new Age(freshness.age().distribution(), Double.isNaN(peak) ? null : peak),
        new RequestLatency(
            meters.requests().corrected().distribution(),
            meters.requests().uncorrected().distribution()),
        meters.requests().scheduleLag().distribution(),
        meters.publisherLag().distribution(),
        overhead,
        model,
        audit,
        server,
        clock,
        null);
  }
}
