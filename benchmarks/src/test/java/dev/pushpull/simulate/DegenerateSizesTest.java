package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.PollCpu;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Figured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy and pace in virtual time at sizes at which a figure cannot be computed. */
class DegenerateSizesTest {

  private static final long ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Arrivals SOME = new Arrivals.Periodic(20);
  private static final Arrivals NONE = new Arrivals.Periodic(0.001);
  private static final Arrivals ONE =
      new Arrivals.Trace("one", List.of(TimeUnit.MILLISECONDS.toNanos(500)));

  private static final UnitCost EACH = new UnitCost(100, 200, 50);
  private static final UnitCosts COSTS =
      new UnitCosts(
          "made",
          0,
          new PollCpu(List.of(new PollCpu.Point(100, 50))),
          EACH,
          EACH,
          EACH,
          EACH,
          EACH,
          EACH,
          EACH,
          UnitCost.NONE,
          UnitCost.NONE,
          EACH,
          EACH,
          List.of());

  static Stream<StrategyName> strategies() {
    return Stream.of(
            "poll@250ms",
            "conditional-poll@250ms",
            "poll@250ms~20%",
            "poll@250ms~90%",
            "backoff@50ms..500ms",
            "adaptive@50ms..500ms",
            "conditional-adaptive@50ms..500ms",
            "hinted",
            "long-poll",
            "sse",
            "websocket",
            "raw-websocket")
        .map(StrategyName::parse);
  }

  private static TrialResult simulate(
      StrategyName name,
      Arrivals arrivals,
      int feeds,
      int subscribers,
      int payload,
      Duration window)
      throws IOException {
    Cell cell =
        name.on(
            new Workload(arrivals, feeds, subscribers, payload, Protocol.H1)
                .withScenario(scenario(feeds)));
    Strategy strategy = cell.strategy();
    var timing = new Timing(strategy.leastWarmup(), window, 1, Timing.defaultDrain(strategy));
    var spec =
        new TrialSpec(
            "001", strategy, cell.workload(), timing, 1, 7, Optional.empty(), Setup.USUAL);
    var simulation = SimulationSpec.of(spec, ServiceTimes.constant(ROUND_TRIP_NANOS));
    TrialResult result = Simulator.run(simulation, 1).result(COSTS, "001");
    Figured.check(result);
    assertThat(result.validity().verdict()).isEqualTo(Verdict.VALID);
    return result;
  }

  private static Scenario scenario(int feeds) {
    return feeds > 1 ? new Scenario.Courier() : new Scenario.Feeds();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void oneSubscriber(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, SOME, 1, 1, 64, WINDOW);
    assertThat(result.counts().updates().published()).isEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void feedsThatNobodyWatchesAreInNoCount(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, SOME, 200, 40, 64, WINDOW);
    assertThat(result.counts().updates().published()).isEqualTo(40 * 40);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void withoutAnUpdateNothingIsStaleAndEveryPollIsEmpty(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, NONE, 1, 2, 64, WINDOW);
    assertThat(result.counts().updates().published()).isZero();
    assertThat(result.stalenessMs().staleFraction()).isZero();
    assertThat(result.stalenessMs().distribution().mean()).isZero();
    if (result.counts().exchanges().polls() > 0) {
      assertThat(result.overhead().emptyPollRatio()).isEqualTo(1);
    }
    assertThat(result.times().ageMs().peakMean()).isNull();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void oneUpdateHasAMeanAndNoMedian(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, ONE, 1, 1, 64, WINDOW);
    assertThat(result.counts().updates().published()).isEqualTo(1);
    assertThat(result.counts().updates().delivered()).isEqualTo(1);
    Double mean = result.deliveryLatencyMs().mean();
    assertThat(mean).isNotNull().isPositive();
    assertThat(result.deliveryLatencyMs().max()).isEqualTo(mean);
    assertThat(result.deliveryLatencyMs().p50()).isNull();
    // One copy was stale once, for just so long, unless the window ended before.
    assertThat(result.stalenessMs().staleFraction())
        .isCloseTo(Math.min(mean, 1_500) / 2_000, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aWindowMayBeShorterThanTheInterval(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, SOME, 1, 1, 64, Duration.ofMillis(100));
    assertThat(result.counts().updates().published()).isEqualTo(2);
    assertThat(result.counts().updates().undelivered()).isZero();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void emptyAndLargestPayloadsDifferByTheirBytesAlone(StrategyName strategy) throws IOException {
    TrialResult empty = simulate(strategy, SOME, 1, 2, 0, WINDOW);
    TrialResult largest = simulate(strategy, SOME, 1, 2, 60_000, WINDOW);
    assertThat(largest.counts()).isEqualTo(empty.counts());
    assertThat(largest.overhead().bytes().down() - empty.overhead().bytes().down())
        .isGreaterThanOrEqualTo(60_000 * largest.counts().updates().delivered() - 60_000 * 2L);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void twoThousandUpdatesASecond(StrategyName strategy) throws IOException {
    TrialResult result = simulate(strategy, new Arrivals.Periodic(2_000), 1, 2, 64, WINDOW);
    assertThat(result.counts().updates().published()).isEqualTo(8_000);
    if (result.counts().exchanges().polls() > 0) {
      assertThat(result.overhead().emptyPollRatio()).isZero();
      assertThat(result.stalenessMs().staleFraction()).isGreaterThan(0.9);
    }
  }
}
