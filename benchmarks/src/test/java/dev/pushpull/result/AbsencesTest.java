package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.Model.Expected;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A figure that cannot be computed is absent with its reason, and the trial's others stay. */
class AbsencesTest {

  private static TrialResult with(Model model, Staleness staleness, Counts counts) {
    TrialResult t = SampleRun.quick().trials().getFirst();
    Distribution delivery =
        counts.updates().published() == 0 ? Distribution.NONE : t.deliveryLatencyMs();
    return SampleRun.copy(
        t, t.measured(), SampleRun.with(t.times(), delivery, staleness), counts, model, null);
  }

  private static Model model(@Nullable Double tolerance, @Nullable Double stale) {
    return new Model(
        new Expected(1.0, 1.0),
        new Expected(2.0, tolerance),
        new Expected(3.0, 1.0),
        new Expected(stale, 0.1),
        new Expected(0.5, 0.1),
        4.0);
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
    assertThat(trial.model()).isEqualTo(model(null, null));
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
    var nothing =
        new Counts(
            Counts.NONE.updates(),
            new Counts.Exchanges(9, 9, 9, 0, 9, 0),
            0,
            new Counts.Connects(1, 0, 0));
    assertThat(with(Model.NONE, t.stalenessMs(), nothing).withAbsences().absent())
        .containsExactly(
            new AbsentFigure("deliveryLatencyMs", "no update was published in the windows"));
  }
}
