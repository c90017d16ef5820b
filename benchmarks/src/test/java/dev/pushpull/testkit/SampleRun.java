package dev.pushpull.testkit;

import dev.pushpull.machine.Environment;
import dev.pushpull.machine.Machine;
import dev.pushpull.plan.Plan;
import dev.pushpull.result.Age;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.ScenarioFigures;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of the quick suite as it might have come out: 7 strategies × 2 repeats, one trial SUSPECT,
 * one INVALID, some figures null, some lower bounds.
 */
public final class SampleRun {

  private static final double SECONDS = 5;

  private SampleRun() {}

  /** The whole run. */
  public static RunResults quick() {
    SweepSpec spec = SuiteFile.load("quick");
    return new RunResults(
        RunResults.SCHEMA,
        "20261123-220500-quick",
        null,
        SpecJson.of(spec),
        spec.seed(),
        environment(),
        Plan.of(spec).trials().stream().map(SampleRun::judged).toList());
  }

  /** A run of a suite, with a sample for each of its trials. */
  public static RunResults of(SweepSpec spec) {
    return new RunResults(
        RunResults.SCHEMA,
        "r",
        null,
        SpecJson.of(spec),
        1,
        environment(),
        Plan.of(spec).trials().stream().map(SampleRun::trial).toList());
  }

  /** Where the sample was made. */
  public static Environment environment() {
    return new Environment(
        "OpenJDK 25.0.1+8",
        "Linux 6.12 amd64",
        "Sample CPU, 2.30 GHz",
        2,
        Map.of("undertow", "2.4.4.Final", "okhttp", "5.5.1"),
        "0123456789ab",
        "pushpull run --suite quick",
        new Machine(25, 60, 180, 30, 75, 0.001, 0.02, 20_000),
        "2026-11-23T22:05:00Z");
  }

  private static TrialResult judged(TrialSpec spec) {
    TrialResult trial = trial(spec);
    String key = spec.strategy() + " " + spec.repeat();
    return switch (key) {
      case "poll@100ms 2" ->
          trial.and(Validity.suspect("p99 schedule lag 6.2 ms is above 5 ms, so polls came late"));
      case "sse 1" ->
          trial.and(Validity.invalid("audit: client bytes 612340 ≠ server bytes 612000"));
      default -> trial;
    };
  }

  /** One VALID trial, its figures near what the closed forms expect. */
  public static TrialResult trial(TrialSpec spec) {
    double interval = spec.strategy().longestInterval().toMillis();
    double drift = 1 + 0.013 * spec.repeat();
    double delay = (spec.strategy().isPush() ? 0.9123456 : 0.4321) * drift * factor(spec);
    double measured = interval * (1 + 0.004 * spec.repeat());
    double lambda = 0.002;
    double stale = interval == 0 ? lambda * delay : 1 - push(lambda, interval);
    var times =
        new Times(
            distribution(1_000, measured / 2 + delay, measured + 2 * delay, atLeast(spec)),
            distribution(1_000, measured / 2 + delay + 0.1, measured + 2 * delay + 0.1, List.of()),
            new Staleness(
                distribution(
                    2_400, stale * measured / 2 + delay * stale, measured + delay, List.of()),
                stale),
            new Age(distribution(3_000, interval / 2 + 500, interval + 3_000, List.of()), 998.7),
            latency(spec.strategy()),
            spec.strategy().isPush()
                ? Distribution.NONE
                : distribution(5_000, 0.07, 1.2, List.of()),
            distribution(100, 0.05, 0.61, List.of()));
    return new TrialResult(
        TrialFacts.of(spec, "8f3a01c" + spec.repeat(), SECONDS, 1),
        Validity.VALID,
        counts(spec, interval),
        times,
        overhead(spec, interval, drift * factor(spec)),
        model(spec.strategy(), interval, delay, stale),
        List.of(new AuditCheck("requests = answers", 1_000, 1_000)),
        new ServerInfo(4_711, 40_123),
        new ClockInfo(0, 0),
        null,
        null,
        null,
        null);
  }

  private static double factor(TrialSpec spec) {
    return switch (spec.strategy()) {
      case Strategy.ServerSentEvents _ -> 1.08;
      case Strategy.LongPoll _ -> 1.9;
      case Strategy.Poll poll -> poll.conditional() ? 0.8 : 1;
      default -> 1;
    };
  }

  private static double push(double lambda, double interval) {
    return (1 - Math.exp(-lambda * interval)) / (lambda * interval);
  }

  private static List<String> atLeast(TrialSpec spec) {
    boolean slow = spec.strategy().toString().equals("poll@2s");
    return slow && spec.repeat() == 2 ? List.of("p99", "p999", "max") : List.of();
  }

  private static RequestLatency latency(Strategy strategy) {
    return strategy.isPush()
        ? new RequestLatency(Distribution.NONE, Distribution.NONE)
        : new RequestLatency(
            distribution(5_000, 0.91, 4.4, List.of()), distribution(5_000, 0.86, 3.1, List.of()));
  }

  private static Distribution distribution(
      long samples, double mean, double max, List<String> atLeast) {
    return new Distribution(
        samples,
        mean,
        mean * 0.98,
        mean + 0.8 * (max - mean),
        mean + 0.9 * (max - mean),
        samples < 1_000 ? null : mean + 0.98 * (max - mean),
        samples < 10_000 ? null : max,
        max,
        atLeast);
  }

  private static Counts counts(TrialSpec spec, double interval) {
    long polls = interval == 0 ? 0 : Math.round(100 * SECONDS * 1_000 / interval);
    long empty = Math.round(polls * Math.exp(-0.002 * interval));
    long coalesced = interval == 0 ? 0 : Math.round(interval / 10);
    long missing = atLeast(spec).isEmpty() ? 0 : 3;
    long published = 1_000;
    return new Counts(
        new Counts.Updates(published, published - coalesced - missing, coalesced, missing, 0, 0L),
        new Counts.Exchanges(polls, empty, polls, 0, polls, 0),
        0,
        new Counts.Connects(100, interval == 0 ? 100 : 0, 0));
  }

  private static Overhead overhead(TrialSpec spec, double interval, double drift) {
    double requests = interval == 0 ? 0 : 1_000 / interval;
    double bytes = interval == 0 ? 2 * 190.0 : requests * 412.0;
    double cpu = (interval == 0 ? 2 * 31.0 : requests * 58.0) * drift;
    boolean websocket = spec.strategy() instanceof Strategy.WebSocket;
    var perUpdate = new Overhead.PerUpdate(requests / 2, bytes / 2, cpu / 2);
    return new Overhead(
        new Overhead.PerSecond(requests, 2.0, bytes, cpu, cpu * 1.7),
        perUpdate,
        perUpdate,
        emptyRatio(interval),
        new Overhead.Bytes(Math.round(bytes * 100), Math.round(bytes * 400)),
        new Overhead.Bytes(Math.round(bytes * 130), Math.round(bytes * 460)),
        new CpuSplit(cpu * 500, 2_100.0, 1_234.5678, 210.0, 150.0),
        41.5,
        websocket ? null : 20_480.0,
        websocket ? null : 65_536.0);
  }

  private static @Nullable Double emptyRatio(double interval) {
    return interval == 0 ? null : Math.exp(-0.002 * interval);
  }

  private static Model model(Strategy strategy, double interval, double delay, double stale) {
    if (strategy.isPush()) {
      return Model.NONE;
    }
    return new Model(
        new Expected(delay, delay),
        new Expected(interval / 2 + delay, interval * 0.012 + delay),
        new Expected(stale * interval / 2, interval * 0.02 + delay),
        new Expected(stale, 0.011),
        new Expected(emptyRatio(interval), 0.009),
        interval / 2 + 500 + delay);
  }

  /** A trial with another digest of its arrivals and other staleness. */
  public static TrialResult copy(TrialResult t, String arrivalsDigest, Staleness staleness) {
    TrialFacts f = t.measured();
    return copy(
        t,
        new TrialFacts(
            f.id(),
            f.strategy(),
            f.repeat(),
            f.seed(),
            arrivalsDigest,
            f.workload(),
            f.windowSeconds(),
            f.windows()),
        with(t.times(), t.deliveryLatencyMs(), staleness),
        t.counts(),
        t.model(),
        t.story());
  }

  /** Times with other delivery latency and staleness. */
  public static Times with(Times times, Distribution deliveryLatency, Staleness staleness) {
    return new Times(
        deliveryLatency,
        times.deliveryLatencyCorrectedMs(),
        staleness,
        times.ageMs(),
        times.requestLatencyMs(),
        times.scheduleLagMs(),
        times.publisherLagMs());
  }

  /** A trial that tells a story. */
  public static TrialResult with(TrialResult t, ScenarioFigures story) {
    return copy(t, t.measured(), t.times(), t.counts(), t.model(), story);
  }

  /** A trial with other parts. */
  public static TrialResult copy(
      TrialResult t,
      TrialFacts facts,
      Times times,
      Counts counts,
      Model model,
      @Nullable ScenarioFigures story) {
    return new TrialResult(
        facts,
        t.validity(),
        counts,
        times,
        t.overhead(),
        model,
        t.audit(),
        t.server(),
        t.clock(),
        t.serverLog(),
        story,
        t.target(),
        t.absent());
  }
}
