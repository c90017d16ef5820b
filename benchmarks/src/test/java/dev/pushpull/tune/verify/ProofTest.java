package dev.pushpull.tune.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.measure.Histograms;
import dev.pushpull.metric.Metrics;
import dev.pushpull.plan.Plan;
import dev.pushpull.plan.TargetSweep;
import dev.pushpull.result.Age;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Questions;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.answer.Tuner;
import dev.pushpull.tune.verify.Proof.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

  private static final Question QUESTION =
      Questions.polls("poisson:2/s", "staleness.p95<=800ms", "staleness.mean<=300ms");

  private static final Advice ADVICE = Tuner.advise(QUESTION);

  /** The verifying run in virtual time, each trial changed. */
  private static RunResults run(Advice advice, UnaryOperator<TrialResult> change) {
    return run(advice, QUESTION.service(), change);
  }

  private static RunResults run(
      Advice advice, ServiceTimes service, UnaryOperator<TrialResult> change) {
    return played(advice, trial -> change.apply(simulated(trial, service)));
  }

  private static RunResults played(Advice advice, Function<TrialSpec, TrialResult> trials) {
    SweepSpec spec = Verification.sweep(advice);
    return new RunResults(
        RunResults.SCHEMA,
        "verify",
        null,
        SpecJson.of(spec),
        spec.seed(),
        SampleRun.environment(),
        Plan.of(spec).trials().stream().map(trials).toList());
  }

  private static TrialResult simulated(TrialSpec trial, ServiceTimes service) {
    return Simulator.run(SimulationSpec.of(trial, service))
        .result(QUESTION.unitCosts(), trial.id());
  }

  @Test
  void theSweepHoldsTheRecommendationAndItsNeighbours() {
    SweepSpec spec = Verification.sweep(ADVICE);
    Recommendation recommendation = ADVICE.recommendation();
    assertThat(spec.cells().stream().map(cell -> cell.strategy().toString()))
        .containsExactly(
            recommendation.recommended(),
            recommendation.nextCheaper(),
            recommendation.nextFresher());
    assertThat(spec.requirements().stream().map(Object::toString))
        .containsExactly(
            recommendation.recommended() + ":staleness.p95<=800ms",
            recommendation.recommended() + ":staleness.mean<=300ms");
    assertThat(spec.repeats()).isEqualTo(1);
  }

  /** Few subscribers, and no more requests than are allowed, probes included. */
  @ParameterizedTest
  @CsvSource({"100, 10", "54, 4", "52, 1"})
  void theSweepOfATargetIsPolite(int allowed, int most) {
    var target =
        TargetFile.parse(
            "t.yaml",
            """
            name: t
            url: http://127.0.0.1:1
            update: {version: /v}
            poll: {get: /x}
            truth: {fast-poll: 20ms}
            """);
    SweepSpec spec = Verification.sweep(ADVICE, Path.of("t.yaml"), target, allowed);
    assertThat(spec.cells()).hasSize(3);
    assertThat(spec.cells())
        .allSatisfy(
            cell -> {
              assertThat(cell.workload().subscribers()).isBetween(1, most);
              assertThat(TargetSweep.load(cell, target).total()).isLessThanOrEqualTo(allowed);
            });
    assertThat(spec.setup().targetFile()).contains(Path.of("t.yaml").toAbsolutePath());
    assertThat(spec.setup().maxRequestsPerSecond()).isEqualTo(allowed);
    assertThat(spec.requirements()).isEqualTo(Verification.sweep(ADVICE).requirements());
  }

  /** Somebody else's server: the other end of its figures must meet it too, and be known. */
  @ParameterizedTest
  @CsvSource({"790, MET", "810, NOT_MET", ", SUSPECT"})
  void holdsBothEndsAgainstIt(@Nullable Double atMost, Outcome outcome) throws Exception {
    var unknown =
        new TargetFigures.AtMost(
            Distribution.NONE,
            Distribution.NONE,
            new Staleness(Distribution.NONE, null),
            new Age(Distribution.NONE, null));
    var target =
        new TargetFigures(
            "t",
            "http://127.0.0.1:1",
            "time",
            false,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1.0,
            1.0,
            null,
            null,
            unknown);
    Proof proof =
        Proof.of(
            ADVICE.recommendation(),
            run(
                ADVICE,
                trial -> {
                  ObjectNode tree = (ObjectNode) ResultJson.node(trial);
                  tree.set("target", ResultJson.node(target));
                  if (atMost != null) {
                    var most = (ObjectNode) tree.at("/target/atMost/stalenessMs");
                    most.put("p95", atMost).put("mean", 200);
                    ((ObjectNode) tree.at("/target/atMost/deliveryLatencyMs")).put("mean", 400);
                  }
                  try {
                    return ResultJson.fromNode(tree, TrialResult.class);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
    assertThat(proof.outcome()).isEqualTo(outcome);
    assertThat(proof.rows().getFirst().atMost()).isEqualTo(atMost);
    assertThat(ProofText.render(ADVICE.recommendation(), proof))
        .contains(atMost == null ? "are lower bounds" : "–" + Math.round(atMost) + " ms");
  }

  @Test
  void aRunAsPredictedMeetsIt() {
    Proof proof = Proof.of(ADVICE.recommendation(), run(ADVICE, trial -> trial));
    assertThat(proof.outcome()).isEqualTo(Outcome.MET);
    assertThat(proof.reasons()).isEmpty();
    assertThat(proof.rows().getFirst().measured()).isLessThanOrEqualTo(800);
    assertThat(ProofText.render(ADVICE.recommendation(), proof))
        .contains(" meets what was asked, as measured.");
  }

  private static Arrivals arrivals(String text) {
    return text.equals("trace") ? Questions.dayAndNight(1) : Arrivals.parse(text);
  }

  /** Measured round trips as they are: of 1 ms in the mean, as assumed, but with a long tail. */
  private static ServiceTimes uneven() {
    var times = Histograms.create();
    times.recordValueWithCount(500_000, 90);
    times.recordValueWithCount(2_500_000, 8);
    times.recordValueWithCount(17_000_000, 2);
    return ServiceTimes.of(times);
  }

  /** In virtual time: the advice is by formulas and other seeds, the check by other round trips. */
  @ParameterizedTest
  @CsvSource({
    "poisson:2/s, staleness.p95<=800ms, 10",
    "poisson:0.05/s, staleness.mean<=1s, 10",
    "burst:5x0.5/s, deliveryLatency.p95<=1s, 10",
    "periodic:1/s, staleness.mean<=100ms, 10",
    "trace, staleness.mean<=500ms, 10",
  })
  void nineOfTenSimulatedRunsMeetItThoughRoundTripsVary(
      String updates, String objective, int runs) {
    Question asked =
        Questions.of(
            arrivals(updates),
            updates.equals("trace") ? 1 : 10,
            100,
            Questions.POLLS,
            List.of(),
            Optional.empty(),
            objective);
    int met = 0;
    for (int seed = 1; seed <= runs; seed++) {
      Advice advice = Tuner.advise(Questions.seeded(asked, seed));
      Proof proof =
          Proof.of(
              advice.recommendation(),
              played(
                  advice,
                  trial ->
                      Simulator.run(SimulationSpec.of(trial, uneven()))
                          .result(asked.unitCosts(), trial.id())));
      met += proof.outcome() == Outcome.MET ? 1 : 0;
    }
    assertThat(met).isGreaterThanOrEqualTo(runs * 9 / 10);
  }

  @Test
  void aSuspectMachineProvesNothing() {
    RunResults run = run(ADVICE, trial -> trial.and(Validity.suspect("polls came late")));
    Proof proof = Proof.of(ADVICE.recommendation(), run);
    assertThat(proof.outcome()).isEqualTo(Outcome.SUSPECT);
    assertThat(proof.reasons()).hasSize(3).allMatch(r -> r.endsWith("polls came late"));
    assertThat(ProofText.render(ADVICE.recommendation(), proof))
        .contains("it is SUSPECT and proves nothing");
  }

  @Test
  void whatIsSuspectInOtherFiguresMayProve() {
    RunResults run =
        run(ADVICE, trial -> trial.and(Validity.suspect("cold", Set.of(FigureGroup.CPU))));
    assertThat(Proof.of(ADVICE.recommendation(), run).outcome()).isEqualTo(Outcome.MET);
  }

  /** What disturbed it may also be why it misses. */
  @Test
  void aSuspectMissProvesNothingEither() {
    RunResults run =
        run(
            ADVICE,
            ServiceTimes.constant(900_000_000),
            trial -> trial.and(Validity.suspect("polls came late")));
    assertThat(Metrics.figure(run.trials().getFirst(), "stalenessMs.mean").orElseThrow())
        .isGreaterThan(300);
    assertThat(Proof.of(ADVICE.recommendation(), run).outcome()).isEqualTo(Outcome.SUSPECT);
  }

  @Test
  void anInvalidTrialDoesNotMeetIt() {
    RunResults run = run(ADVICE, trial -> trial.and(Validity.invalid("the server died")));
    assertThat(Proof.of(ADVICE.recommendation(), run).outcome()).isEqualTo(Outcome.NOT_MET);
  }

  @Test
  void aRunThatLacksTheRecommendationDoesNotMeetIt() {
    RunResults run = run(ADVICE, trial -> trial);
    var others =
        run.trials().stream()
            .filter(t -> !t.strategy().equals(ADVICE.recommendation().recommended()))
            .toList();
    var cut = run.with(others);
    assertThat(Proof.of(ADVICE.recommendation(), cut).outcome()).isEqualTo(Outcome.NOT_MET);
  }
}
