package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A figure that cannot be computed is absent with its reason, and the trial's others stay. */
class AbsencesTest {

  private static TrialResult with(Model model, Staleness staleness, Counts counts) {
    TrialResult t = SampleRun.quick().trials().getFirst();
    return new TrialResult(
        t.id(),
        t.strategy(),
        t.repeat(),
        t.seed(),
        t.arrivalsDigest(),
        t.workload(),
        t.windowSeconds(),
        t.windows(),
        t.validity(),
        counts,
        counts.published() == 0 ? Distribution.NONE : t.deliveryLatencyMs(),
        t.deliveryLatencyCorrectedMs(),
        staleness,
        t.ageMs(),
        t.requestLatencyMs(),
        t.scheduleLagMs(),
        t.publisherLagMs(),
        t.overhead(),
        model,
        t.audit(),
        t.server(),
        t.clock(),
        t.serverLog());
  }

  private static Model model(double tolerance, double stale) {
    return new Model(1.0, 1.0, 2.0, tolerance, 3.0, 1.0, stale, 0.1, 0.5, 0.1, 4.0);
  }

  @Test
  void figuresThatAreNotFiniteCostNoOther() throws IOException {
    TrialResult t = SampleRun.quick().trials().getFirst();
    Distribution d = t.stalenessMs().distribution();
    var broken =
        new Distribution(
            d.samples(),
            Double.NEGATIVE_INFINITY,
            d.p50(),
            d.p90(),
            d.p95(),
            null,
            null,
            d.max(),
            d.atLeast());
    TrialResult trial =
        with(model(Double.NaN, Double.POSITIVE_INFINITY), new Staleness(broken, 0.5), t.counts())
            .withAbsences();

    assertThat(trial.absent())
        .containsExactly(
            new AbsentFigure("stalenessMs.mean", "it could not be computed: infinite"),
            new AbsentFigure(
                "model.deliveryLatencyToleranceMs", "it could not be computed: not a number"),
            new AbsentFigure("model.staleFraction", "it could not be computed: infinite"));
    assertThat(trial.model())
        .isEqualTo(new Model(1.0, 1.0, 2.0, null, 3.0, 1.0, null, 0.1, 0.5, 0.1, 4.0));
    assertThat(trial.stalenessMs().staleFraction()).isEqualTo(0.5);
    assertThat(trial.validity()).isEqualTo(t.validity());

    String json = ResultJson.write(trial);
    assertThat(json).contains("\"absent\": [", "\"deliveryLatencyToleranceMs\": null");
    assertThat(ResultJson.readTrial(json).absent()).isEqualTo(trial.absent());
  }

  @Test
  void aTrialThatHasAllFiguresSaysNothingOfAbsence() {
    TrialResult trial = SampleRun.quick().trials().getFirst();
    assertThat(trial.withAbsences()).isEqualTo(trial);
    assertThat(ResultJson.write(trial.withAbsences())).doesNotContain("\"absent\"");
  }

  @Test
  void withoutAnUpdateTheReasonIsThatThereWasNone() {
    TrialResult t = SampleRun.quick().trials().getFirst();
    var nothing = new Counts(0, 0, 0, 0, 0, 0, 9, 9, 9, 0, 9, 0, 0, 1, 0, 0);
    assertThat(with(Model.NONE, t.stalenessMs(), nothing).withAbsences().absent())
        .containsExactly(
            new AbsentFigure("deliveryLatencyMs", "no update was published in the windows"));
  }
}
