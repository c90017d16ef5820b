package dev.pushpull.testkit;

import dev.pushpull.result.Age;
import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TargetFigures.AtMost;
import dev.pushpull.result.TargetFigures.Counted;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialResult;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trials of somebody else's server, as they might have come out, made of trials of our own. */
public final class SampleTarget {

  private SampleTarget() {}

  /** A run with each trial turned into another. */
  public static RunResults run(RunResults run, UnaryOperator<TrialResult> with) {
    return run.with(run.trials().stream().map(with).toList());
  }

  /** Published here; an update is known to be published within 2 ms. */
  public static TrialResult published(TrialResult trial) {
    Times t = trial.times();
    return with(
        trial, t, trial.counts(), figures("publish", 100, 0, 2.0, atMost(t, 2), null), false);
  }

  /** Published by others, of which the updates tell the second; the process is known. */
  public static TrialResult timed(TrialResult trial) {
    Times t = trial.times();
    var lower =
        new Times(
            Distribution.NONE.equals(t.deliveryLatencyMs()) ? Distribution.NONE : zero(),
            Distribution.NONE,
            t.stalenessMs(),
            t.ageMs(),
            t.requestLatencyMs(),
            t.scheduleLagMs(),
            Distribution.NONE);
    return with(
        trial, lower, trial.counts(), figures("time", 0, 100, 1_000.0, atMost(t, 800), null), true);
  }

  /** Seen first by a probe: only lower ends are known. */
  public static TrialResult probed(TrialResult trial) {
    Times t = trial.times();
    return with(
        trial, t, trial.counts(), figures("probe: websocket", 0, 100, null, null, null), false);
  }

  /** Only numbered. */
  public static TrialResult counted(TrialResult trial) {
    Times t = trial.times();
    var untimed =
        new Times(
            Distribution.NONE,
            Distribution.NONE,
            new Staleness(Distribution.NONE, null),
            new Age(Distribution.NONE, null),
            t.requestLatencyMs(),
            t.scheduleLagMs(),
            Distribution.NONE);
    Counts c = trial.counts();
    var counts =
        new Counts(
            new Counts.Updates(null, c.updates().delivered(), null, null, 0, null),
            c.exchanges(),
            c.errors(),
            c.connects());
    return with(
        trial,
        untimed,
        counts,
        figures("counters", 0, 0, null, null, new Counted(3, 1, 2, 0.25, 4)),
        false);
  }

  /** Figures of a target. */
  public static TargetFigures figures(
      String truth,
      long own,
      long foreign,
      @Nullable Double widthMs,
      @Nullable AtMost atMost,
      @Nullable Counted counted) {
    return new TargetFigures(
        "orders",
        "https://127.0.0.1:9443",
        truth,
        false,
        own,
        0,
        0,
        foreign,
        0,
        0,
        0,
        widthMs,
        widthMs,
        truth.equals("time") ? "one host, offset 0; updates step by 1.0 s" : null,
        counted,
        atMost);
  }

  private static AtMost atMost(Times t, double widthMs) {
    return new AtMost(
        later(t.deliveryLatencyMs(), widthMs),
        later(t.deliveryLatencyCorrectedMs(), widthMs),
        new Staleness(
            later(t.stalenessMs().distribution(), widthMs / 2), fraction(t.stalenessMs())),
        new Age(later(t.ageMs().distribution(), widthMs), t.ageMs().peakMean()));
  }

  private static @Nullable Double fraction(Staleness lower) {
    Double share = lower.staleFraction();
    return share == null ? null : Math.min(1, share * 1.02);
  }

  private static Distribution zero() {
    return new Distribution(1_000, 4.0, 0.0, 0.0, 0.0, 300.0, null, 320.0, List.of());
  }

  /** Each figure so much later. */
  public static Distribution later(Distribution d, double ms) {
    return new Distribution(
        d.samples(),
        plus(d.mean(), ms),
        plus(d.p50(), ms),
        plus(d.p90(), ms),
        plus(d.p95(), ms),
        plus(d.p99(), ms),
        plus(d.p999(), ms),
        plus(d.max(), ms),
        d.atLeast());
  }

  private static @Nullable Double plus(@Nullable Double value, double ms) {
    return value == null ? null : value + ms;
  }

  /** The trial of a target of which these things are known. */
  public static TrialResult with(
      TrialResult t, Times times, Counts counts, TargetFigures target, boolean process) {
    Counts.Updates u = counts.updates();
    Overhead o = t.overhead();
    Overhead.PerSecond s = o.perSubscriberSecond();
    return new TrialResult(
            t.measured(),
            t.validity(),
            new Counts(
                new Counts.Updates(
                    u.published(), u.delivered(), u.coalesced(), u.undelivered(), 0, null),
                counts.exchanges(),
                counts.errors(),
                counts.connects()),
            times,
            new Overhead(
                new Overhead.PerSecond(
                    s.requests(),
                    s.messages(),
                    s.bytes(),
                    process ? s.serverCpuMicros() : null,
                    s.clientCpuMicros()),
                withoutCpu(o.perPublished(), process),
                withoutCpu(o.perDelivered(), process),
                o.emptyPollRatio(),
                o.bytes(),
                o.connectionBytes(),
                CpuSplit.UNKNOWN,
                process ? 0.4 : null,
                null,
                process ? o.serverRssBytesPerSubscriber() : null),
            Model.NONE,
            t.audit(),
            new ServerInfo(process ? 4_711L : null, 9_443, null),
            t.clock(),
            null,
            null,
            target,
            null)
        .withAbsences();
  }

  private static Overhead.PerUpdate withoutCpu(Overhead.PerUpdate each, boolean process) {
    return new Overhead.PerUpdate(
        each.requests(), each.bytes(), process ? each.serverCpuMicros() : null);
  }
}
