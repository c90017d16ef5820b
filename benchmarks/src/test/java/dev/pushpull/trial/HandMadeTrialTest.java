package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.measure.JobTimes;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AbsentFigure;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.Trace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.trial.feed.FeedOutcome;
import dev.pushpull.trial.job.JobMeters;
import dev.pushpull.trial.job.JobOutcome;
import dev.pushpull.verdict.LifeTotals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures of {@link Made}, worked out by hand. */
class HandMadeTrialTest {

  private static final TrialSpec SPEC = Made.spec("poll@100ms");

  private final Probe probe = Made.poller();
  private final MeasuredWindow<WindowMeters> window = Made.window(probe);
  private final FeedOutcome outcome = outcome(0);

  private FeedOutcome outcome(long conflated) {
    var server =
        new ServerCounters(
            0, Map.of(), 0, 0, conflated, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0);
    Life life =
        Made.life(
            Made.life(window.logs(), probe),
            server,
            new ByteCounts(70, 80),
            new Baseline(1_500, new MemoryReading(1_000, 2_000)),
            new MemoryReading(1_100, 2_300),
            true,
            true);
    return new FeedOutcome(SPEC, List.of(window), window.logs(), 0, life);
  }

  private static void assertNear(@Nullable Double value, double expected) {
    assertThat(requireNonNull(value))
        .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-12));
  }

  @Test
  void counts() {
    probe.onFailure("reset");
    probe.onFailure("refused");
    var counts = outcome(4).counts();
    assertThat(counts.updates().published()).isEqualTo(3);
    assertThat(counts.updates().delivered()).isEqualTo(2); // 2 and 4
    assertThat(counts.updates().coalesced()).isEqualTo(1); // 3, by 4
    assertThat(counts.updates().undelivered()).isZero();
    assertThat(counts.updates().duplicates()).isEqualTo(8);
    assertThat(counts.updates().conflated()).isEqualTo(4);
    assertThat(counts.exchanges().sent()).isEqualTo(10);
    assertThat(counts.exchanges().emptyPolls()).isEqualTo(8);
    assertThat(counts.exchanges().polls()).isEqualTo(10);
    assertThat(counts.exchanges().dueTicks()).isEqualTo(10);
    assertThat(counts.exchanges().missedTicks()).isZero();
    assertThat(counts.errors()).isEqualTo(2);
    assertThat(counts.connects().opened()).isEqualTo(1);
  }

  @Test
  void freshness() {
    TrialResult result = outcome.result();
    assertNear(result.deliveryLatencyMs().mean(), (42 + 82 + 52) / 3.0);
    assertNear(result.times().deliveryLatencyCorrectedMs().mean(), (43 + 83 + 53) / 3.0);
    assertNear(result.stalenessMs().distribution().mean(), (42 * 42 + 82 * 82) / 2.0 / 1_000);
    assertNear(result.stalenessMs().staleFraction(), (42 + 82) / 1_000.0);
    // Version 1 until 1,052, 2 until 1,352, 4 until 2,000, each as old as its publication.
    double age = ramp(1_000, 1_052) + ramp(42, 342) + ramp(52, 700);
    assertNear(result.times().ageMs().distribution().mean(), age / 1_000);
    assertNear(result.times().ageMs().peakMean(), (1_052 + 342) / 2.0);
    assertNear(result.times().requestLatencyMs().uncorrected().mean(), 2);
    assertNear(result.times().requestLatencyMs().corrected().mean(), 2);
    assertNear(result.times().publisherLagMs().mean(), 1);
    assertThat(result.windowSeconds()).isEqualTo(1);
  }

  private static double ramp(double from, double to) {
    return (to * to - from * from) / 2;
  }

  @Test
  void overheadIsWhatTheCountersSayLessTheBaseline() {
    Overhead overhead = outcome.overhead(outcome.counts());
    assertNear(overhead.perSubscriberSecond().requests(), 10);
    assertNear(overhead.perSubscriberSecond().messages(), 10);
    assertNear(overhead.perSubscriberSecond().bytes(), 6_000);
    assertNear(overhead.perSubscriberSecond().serverCpuMicros(), 4_000 - 1_500);
    assertNear(overhead.perSubscriberSecond().clientCpuMicros(), 5_000); // without its compilers
    assertNear(overhead.perPublished().requests(), 10 / 3.0);
    assertNear(overhead.perDelivered().bytes(), 3_000);
    assertNear(overhead.perDelivered().serverCpuMicros(), 1_250);
    assertNear(overhead.emptyPollRatio(), 0.8);
    assertThat(overhead.bytes().up()).isEqualTo(1_000);
    assertThat(overhead.bytes().down()).isEqualTo(5_000);
    assertThat(overhead.connectionBytes().up()).isEqualTo(70);
    assertThat(overhead.connectionBytes().down()).isEqualTo(80);
    assertNear(overhead.serverHeapBytesPerSubscriber(), 100);
    assertNear(overhead.serverRssBytesPerSubscriber(), 300);
    assertNear(overhead.serverCpu().jit(), 100_000);
  }

  @Test
  void theMachinesSharesAreOfACore() {
    assertNear(outcome.costs.shares().jit(), 0.1);
    assertNear(outcome.costs.shares().serverRunQueue(), 0.2);
    assertNear(outcome.costs.shares().clientRunQueue(), 0.1);
    assertNear(outcome.costs.shares().steal(), 1 / 200.0);
    assertNear(outcome.costs.shares().eventLoop(), 0.7); // the busier of two
  }

  @Test
  void theOracleIsGivenThisLog() {
    Model model = Oracle.of(SPEC.strategy(), SPEC.workload(), List.of(window));
    assertNear(model.delayMs().value(), 1);
    assertNear(model.deliveryLatencyMs().value(), 51);
    // Σ min(g, T) with gaps of 1,010, 260 and 30 ms
    assertNear(model.emptyPollRatio().value(), 1 - (100 + 100 + 30) / 1_000.0);
    // Σ [(T+d)² − (T+d−g)₊² − d² + (d−g)₊²] / 2TW
    double fraction = (2 * (101 * 101 - 1) + 101 * 101 - 71 * 71 - 1) / (2.0 * 100 * 1_000);
    assertNear(model.staleFraction().value(), fraction);
    double staleness =
        (2 * (Math.pow(101, 3) - 1) + Math.pow(101, 3) - Math.pow(71, 3) - 1) / (6.0 * 100 * 1_000);
    assertNear(model.stalenessMs().value(), staleness);
  }

  @Test
  void feedsThatNobodyWatchesDoNotMatterToTheOracle() {
    var logs = List.of(Made.log(), Made.log(), Made.log());
    var meters = WindowMeters.of(Made.WINDOW, logs, List.of(probe));
    var wider = new MeasuredWindow<>(Made.WINDOW, logs, meters, window.open(), window.close());
    var three = new Workload(SPEC.workload().arrivals(), 3, 1, 1, Protocol.H1);
    assertThat(Oracle.of(SPEC.strategy(), three, List.of(wider)))
        .isEqualTo(Oracle.of(SPEC.strategy(), SPEC.workload(), List.of(window)));
  }

  @Test
  void jobsThatBecameKnownWithoutAPollInTheWindowHaveNoClosedForm() {
    var jobs = new Scenario.JobStatus(ServiceTime.parse("constant:20ms"), 0);
    var workload =
        new Workload(SPEC.workload().arrivals(), 1, 1, 0, Protocol.H1).withScenario(jobs);
    var spec =
        new TrialSpec(
            "001", SPEC.strategy(), workload, SPEC.timing(), 1, 7, Optional.empty(), Setup.USUAL);
    var meters = new JobMeters();
    meters.jobs.add(
        new JobTimes(1_900 * Made.MS, 2_050 * Made.MS, 1, 1),
        1_900 * Made.MS,
        1_990 * Made.MS,
        Made.WINDOW);
    var measured =
        new MeasuredWindow<>(
            Made.WINDOW, List.<PublishLog>of(), meters, window.open(), window.close());
    var none = new JobsReading(0, 0, 0, 0, 0, 0, 0, List.of());
    TrialResult result =
        new JobOutcome(
                spec,
                List.of(measured),
                none,
                none,
                1,
                Made.life(new LifeTotals(), ServerCounters.NONE, ByteCounts.ZERO, true, true))
            .result()
            .withAbsences();
    assertNear(result.delayMs().mean(), 60);
    assertThat(result.deliveryLatencyMs()).isEqualTo(Distribution.NONE);
    assertThat(result.model()).isEqualTo(Model.NONE);
    assertThat(result.absent())
        .contains(new AbsentFigure("requestLatencyMs", "no poll was sent in the windows"));
  }

  @Test
  void pushIsHeldAgainstItsOwnDelay() {
    Model model = Oracle.of(Made.spec("sse").strategy(), SPEC.workload(), List.of(window));
    double delay = (42 + 82 + 52) / 3.0;
    assertNear(model.delayMs().value(), delay);
    double cut = delay - 30; // 3 came 30 ms before 4
    assertNear(model.staleFraction().value(), (2 * delay + delay - cut) / 1_000);
    assertThat(model.deliveryLatencyMs().value()).isNull();
  }

  @Test
  void windowsAreAveragedAndAMissingFormStaysMissing() {
    var zero = new Expected(0.0, 0.0);
    var one =
        new Model(
            new Expected(1.0, 0.0),
            new Expected(10.0, 1.0),
            Expected.NONE,
            new Expected(0.1, 0.0),
            zero,
            5.0);
    var two =
        new Model(
            new Expected(3.0, 0.0),
            new Expected(20.0, 3.0),
            new Expected(7.0, null),
            new Expected(0.3, 0.0),
            zero,
            6.0);
    Model mean = Oracle.mean(List.of(one, two));
    assertNear(mean.delayMs().value(), 2);
    assertNear(mean.deliveryLatencyMs().value(), 15);
    assertNear(mean.deliveryLatencyMs().tolerance(), 2);
    assertThat(mean.stalenessMs().value()).isNull();
    assertNear(mean.staleFraction().value(), 0.2);
    assertThat(Oracle.mean(List.of())).isEqualTo(Model.NONE);
  }

  @Test
  void theTraceHoldsWhatTheFirstSubscriberLivedThrough() {
    Trace trace = Traces.of("poll@100ms", window, probe);
    assertThat(trace.lengthMs()).isEqualTo(1_000);
    assertThat(trace.heldAtStart()).isEqualTo(1);
    assertThat(trace.newestAtStart()).isEqualTo(1);
    assertThat(trace.publishes())
        .containsExactly(new Trace.Event(10, 2), new Trace.Event(270, 3), new Trace.Event(300, 4));
    assertThat(trace.seen()).containsExactly(new Trace.Event(52, 2), new Trace.Event(352, 4));
    assertThat(trace.requests()).hasSize(10).startsWith(new Trace.Request(50, 52, false));
    assertThat(trace.requests().get(1).empty()).isTrue();
  }
}
