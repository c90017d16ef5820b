package dev.pushpull.tune.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Search;
import dev.pushpull.tune.TraceStretches;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunerTest {

  private static Recommendation advise(Question question) {
    return Tuner.advise(question).recommendation();
  }

  private static double millis(String strategy) {
    return Strategy.parse(strategy).longestInterval().toNanos() / 1e6;
  }

  private static double fixedMillis(Question question) {
    return millis(String.valueOf(advise(question).bestFixed()));
  }

  /** The longest interval whose formula meets the objective, a little less for chance. */
  @ParameterizedTest
  @CsvSource({
    "0.2, staleness.mean, 1000",
    "2, staleness.mean, 200",
    "20, staleness.mean, 300",
    "0.2, deliveryLatency.mean, 900",
    "2, age.mean, 1500",
  })
  void agreesWithTheFormulaInverted(double rate, String metric, double bound) {
    double longest = 10;
    for (double millis = longest; figure(metric, rate, millis) <= bound; millis *= 1.001) {
      longest = millis;
    }
    String arrivals = "poisson:" + rate + "/s";
    double advised = fixedMillis(Questions.polls(arrivals, metric + "<=" + bound + "ms"));
    assertThat(advised).isBetween(0.8 * longest, longest);
  }

  private static double figure(String metric, double rate, double millis) {
    var expected = new PollExpectation(millis, 0.5, new UpdateProcess.Poisson(rate / 1e3));
    return switch (metric) {
      case "staleness.mean" -> expected.stalenessMean();
      case "age.mean" -> expected.ageMean();
      default -> expected.deliveryMean();
    };
  }

  @Test
  void aTighterObjectiveNeverGetsALongerInterval() {
    double longer = Double.MAX_VALUE;
    for (int bound : List.of(8_000, 3_000, 1_000, 400, 150, 60)) {
      double interval =
          fixedMillis(Questions.polls("poisson:0.5/s", "staleness.p95<=" + bound + "ms"));
      assertThat(interval).isLessThanOrEqualTo(longer);
      longer = interval;
    }
  }

  /** The bound is worse than the expectation, and what is recommended meets the objective by it. */
  @Test
  void theRecommendationHoldsByItsBound() {
    Recommendation advice = advise(Questions.polls("poisson:0.5/s", "staleness.p95<=2s"));
    Candidate best = advice.candidate(String.valueOf(advice.bestFixed()));
    Bound bound = Objects.requireNonNull(best.bound());
    assertThat(bound.figures().getOrDefault("staleness.p95<=2s", Double.NaN))
        .isLessThanOrEqualTo(2_000.0)
        .isGreaterThan(best.figures().getOrDefault("stalenessMs.p95", Double.NaN));
    assertThat(bound.missed()).isLessThanOrEqualTo(1);
    Candidate cheaper = advice.candidate(String.valueOf(advice.nextCheaper()));
    assertThat(cheaper.holds()).isFalse();
    assertThat(cheaper.costs().bytesPerSecond()).isLessThan(best.costs().bytesPerSecond());
    Candidate fresher = advice.candidate(String.valueOf(advice.nextFresher()));
    assertThat(fresher.intervalMs()).isLessThan(best.intervalMs());
  }

  /** What simulated runs of the verifying size show in the middle is what the formula expects. */
  @Test
  void simulationAndFormulaAgree() {
    Recommendation advice = advise(Questions.polls("poisson:2/s", "staleness.mean<=300ms"));
    Candidate best = advice.candidate(String.valueOf(advice.bestFixed()));
    double expected = best.figures().getOrDefault("stalenessMs.mean", 0.0);
    assertThat(Objects.requireNonNull(best.bound()).typical().get("stalenessMs.mean"))
        .isCloseTo(expected, within(expected * 0.05));
  }

  @Test
  void theSameQuestionGetsTheSameAdvice() {
    Question question = Questions.of("burst:5x0.5/s", "staleness.p95<=1500ms");
    assertThat(advise(question)).isEqualTo(advise(question));
  }

  @Test
  void aBudgetBinds() {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:0.2/s"),
            10,
            100,
            Questions.POLLS,
            List.of("requests<=20/s"),
            Optional.empty(),
            "staleness.p95<=2s");
    Recommendation advice = advise(question);
    assertThat(advice.advises()).isFalse();
    assertThat(advice.bestFixed()).isNull();
  }

  @Test
  void aBudgetThatIsNotBindingChangesNothing() {
    Question free = Questions.polls("poisson:0.2/s", "staleness.p95<=2s");
    Question rich =
        Questions.of(
            free.workload().arrivals(),
            10,
            100,
            Questions.POLLS,
            List.of("requests<=5000/s", "bytes<=1GB/s", "cpu<=8"),
            Optional.empty(),
            "staleness.p95<=2s");
    assertThat(advise(rich).bestFixed()).isEqualTo(advise(free).bestFixed());
  }

  @Test
  void theRoundTripIsAFloor() {
    Recommendation advice = advise(Questions.polls("poisson:1/s", "deliveryLatency.mean<=1ms"));
    assertThat(advice.advises()).isFalse();
  }

  @Test
  void objectivesThatNoIntervalMeetsTogetherAreNamed() {
    Recommendation advice =
        advise(
            Questions.polls(
                "poisson:0.2/s", "staleness.p95<=2s", "overhead.requestsPerSubscriberSecond<=0.1"));
    assertThat(advice.answer())
        .singleElement()
        .asString()
        .contains("PerSubscriberSecond<=0.1 needs poll@10s ", "p95<=2s needs poll@3s ");
  }

  /**
   * An open WebSocket costs as much as a poll every 240 s, and each message as much as a poll: they
   * cost the same where 1/T = 1/240 s + λ.
   */
  @ParameterizedTest
  @CsvSource({"0.0001", "0.001", "0.01"})
  void pricesDecideByThe240SecondRule(String rate) {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:" + rate + "/s"),
            10,
            100,
            Set.of(StrategyKind.POLL, StrategyKind.WEBSOCKET),
            List.of(),
            Optional.of(Questions.perRequest()),
            "age.mean<=1000000000ms");
    Recommendation advice = advise(question);
    double crossing = 1 / (1 / 240.0 + Double.parseDouble(rate));
    assertThat(advice.crossings()).hasSize(1);
    assertThat(advice.crossings().getFirst().intervalMs())
        .isCloseTo(crossing * 1e3, within(crossing * 1e3 * 1e-3));
    assertThat(advice.recommended()).isEqualTo("poll@3600s");
  }

  @Test
  void pushIsRecommendedWherePollsMustBeFasterThanTheCrossing() {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:0.001/s"),
            10,
            100,
            Set.of(StrategyKind.POLL, StrategyKind.WEBSOCKET),
            List.of(),
            Optional.of(Questions.perRequest()),
            "deliveryLatency.p95<=60s");
    Recommendation advice = advise(question);
    assertThat(advice.recommended()).isEqualTo("websocket");
    assertThat(millis(String.valueOf(advice.bestFixed()))).isLessThan(193_000);
  }

  @Test
  void aBurstyTraceGetsAnotherIntervalThanAPoissonProcess() {
    Question question =
        Questions.of(
            Questions.dayAndNight(7),
            1,
            100,
            Questions.POLLS,
            List.of(),
            Optional.empty(),
            "staleness.mean<=500ms");
    Recommendation advice = advise(question);
    TraceFacts facts = Objects.requireNonNull(advice.trace());
    assertThat(facts.gapVariation()).isGreaterThan(2);
    double trace = millis(String.valueOf(advice.bestFixed()));
    double poisson = millis(String.valueOf(Objects.requireNonNull(facts.poisson()).bestFixed()));
    assertThat(poisson).isGreaterThan(1.5 * trace);
    assertThat(advice.verifyingRun().stretchUpdates()).isPositive();
    assertThat(facts.bins().stream().mapToInt(Integer::intValue).sum()).isEqualTo(facts.updates());
  }

  /** A Poisson process that slow cannot be measured, and is left out. */
  @Test
  void aSlowTraceHasNoTwin() {
    var yearly = new Arrivals.Trace("yearly", List.of(0L, 31_536_000_000_000_000L));
    Recommendation advice =
        advise(
            Questions.of(
                yearly,
                1,
                100,
                Questions.POLLS,
                List.of(),
                Optional.empty(),
                "age.mean<=100000000m"));
    assertThat(Objects.requireNonNull(advice.trace()).poisson()).isNull();
  }

  @Test
  void aSampledTraceKeepsItsRate() {
    Arrivals.Trace whole = Questions.dayAndNight(14);
    Arrivals.Trace sampled = TraceStretches.sampled(whole, TraceStretches.spanSeconds(whole) / 8);
    assertThat(TraceStretches.spanSeconds(sampled))
        .isCloseTo(
            TraceStretches.spanSeconds(whole) / 8, within(TraceStretches.spanSeconds(whole) / 80));
    double expected = whole.offsetsNanos().size() / 8.0;
    assertThat((double) sampled.offsetsNanos().size()).isCloseTo(expected, within(expected / 4));
    assertThat(TraceStretches.sampled(whole, 1e9)).isSameAs(whole);
  }

  /** Between 3 s and 4 s, and the round figure beside it. */
  @Test
  void refinesBetweenRoundIntervals() {
    Recommendation advice = advise(Questions.polls("poisson:0.2/s", "deliveryLatency.p95<=3.5s"));
    double best = millis(String.valueOf(advice.bestFixed()));
    assertThat(best).isBetween(3_400.0, 3_650.0);
    assertThat(millis(String.valueOf(advice.nextFresher()))).isEqualTo(3_000);
    assertThat(millis(String.valueOf(advice.nextCheaper()))).isEqualTo(4_000);
    assertThat(advice.answer())
        .anySatisfy(line -> assertThat(line).startsWith("As a round figure: "));
  }

  /** 2 s is fresh but dear, 2.5 s is cheap but late. */
  @Test
  void meetsABudgetBetweenRoundIntervals() {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:0.2/s"),
            10,
            100,
            Set.of(StrategyKind.POLL),
            List.of("requests<=48/s"),
            Optional.empty(),
            "deliveryLatency.p95<=2.2s");
    double best = millis(String.valueOf(advise(question).bestFixed()));
    assertThat(best).isBetween(2_084.0, 2_300.0);
  }

  /** What is played through hangs on the answer's size, not on the rate. */
  @ParameterizedTest
  @ValueSource(strings = {"poisson:10000/s", "periodic:100000/s", "burst:10000x10/s"})
  void fastUpdatesAreAnsweredLikeSlowerOnes(String arrivals) {
    Recommendation advice = advise(Questions.polls(arrivals, "staleness.p95<=2s"));
    assertThat(millis(String.valueOf(advice.bestFixed()))).isBetween(2_000.0, 2_200.0);
  }

  @Test
  void manyChangesWithinASecondAreAnswered() {
    var trace =
        new Arrivals.Trace(
            "fast", LongStream.range(0, 10_000).map(i -> i * 100_000).boxed().toList());
    Recommendation advice =
        advise(
            Questions.of(
                trace, 1, 100, Questions.POLLS, List.of(), Optional.empty(), "staleness.p95<=2s"));
    assertThat(millis(String.valueOf(advice.bestFixed()))).isBetween(1_000.0, 2_200.0);
  }

  /** In time: only the candidates near the edge are played through, and each of them 39 times. */
  @Test
  void fewTrialsArePlayedThrough() {
    var search = new Search(Questions.of("poisson:0.2/s", "staleness.p95<=2s"), () -> {});
    assertThat(search.bestFixed).isPresent();
    assertThat(search.monteCarlo.played()).isBetween(2 * Bound.REPLICAS, 12 * Bound.REPLICAS);
  }

  @Test
  void nothingIsAskedWithoutAnObjective() {
    assertThatThrownBy(() -> Questions.of("poisson:1/s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--require: one or more objectives are needed, such as --require"
                + " 'staleness.p95<=2s'");
  }

  @Test
  void contradictionsAreFoundBeforeAnythingIsPredicted() {
    assertThatThrownBy(() -> Questions.of("poisson:1/s", "staleness.p95<=2s", "staleness.p95>=3s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contradict each other");
  }

  private static UnitCosts withoutStreams() {
    UnitCosts all = CalibratedCosts.reference();
    return new UnitCosts(
        all.runId(),
        all.payloadBytes(),
        all.pollCpu(),
        all.poll(),
        all.conditionalPoll(),
        all.notModified(),
        null,
        null,
        null,
        all.frame(),
        all.streamSecond(),
        all.socketSecond(),
        all.streamOpening(),
        all.socketOpening(),
        all.notes());
  }

  @Test
  void onlyWhatIsAskedForIsSaidToLackCosts() {
    Question question = Questions.of("poisson:1/s", "staleness.p95<=2s");
    Set<StrategyKind> ways = Set.of(StrategyKind.POLL, StrategyKind.SSE);
    assertThat(advise(Questions.costing(question, ways, withoutStreams())).notes())
        .filteredOn(note -> note.contains("has no usable trial of"))
        .singleElement(STRING)
        .contains("server-sent events");
  }

  @Test
  void oneSubscriberIsNotMany() {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:1/s"),
            1,
            1,
            Questions.POLLS,
            List.of(),
            Optional.empty(),
            "staleness.mean<=2s");
    assertThat(TuneText.render(advise(question), false))
        .contains("1 feed, 1 subscriber, 64 B", "A run that checks it: 1 subscriber, 1 feed,")
        .doesNotContain("1 subscribers");
  }

  @Test
  void someWayMustBeLeft() {
    Question question = Questions.of("poisson:1/s", "staleness.p95<=2s");
    assertThatThrownBy(() -> Questions.costing(question, Set.of(), question.unitCosts()))
        .hasMessage("--schedules: one or more are needed, such as --schedules poll,websocket");
  }

  @Test
  void aTraceForPushAloneIsNotComparedByItsPolls() {
    Question question =
        Questions.of(
            Questions.dayAndNight(1),
            1,
            10,
            Set.of(StrategyKind.WEBSOCKET),
            List.of(),
            Optional.empty(),
            "staleness.mean<=500ms");
    Recommendation advice = advise(question);
    assertThat(advice.recommended()).isEqualTo("websocket");
    assertThat(Objects.requireNonNull(advice.trace()).poisson()).isNull();
  }
}
