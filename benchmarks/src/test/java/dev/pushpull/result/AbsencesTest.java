package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A figure that cannot be computed is absent with its reason, and the trial's others stay. */
class AbsencesTest {

  private static TrialResult with(Model model, Staleness staleness, Counts counts) {
    TrialResult t = SampleRun.quick().trials().getFirst();
    Distribution delivery =
        counts.updates().delivered() == 0 ? Distribution.NONE : t.deliveryLatencyMs();
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
            new Counts.Updates(0L, 0, 0L, 0L, 0, 0L),
            new Counts.Exchanges(9, 9, 9, 0, 9, 0),
            0,
            new Counts.Connects(1, 0, 0));
    assertThat(with(Model.NONE, t.stalenessMs(), nothing).withAbsences().absent())
        .containsExactly(
            new AbsentFigure("deliveryLatencyMs", "no update was published in the windows"));
  }

  @Test
  void whatOnlyTheServerCouldTellIsNull() throws IOException {
    TrialResult ours = SampleRun.quick().trials().getFirst();
    TrialResult trial = SampleTarget.published(ours);

    assertThat(trial.absent().stream().map(AbsentFigure::figure))
        .containsExactly(
            "counts.conflated", "overhead.serverCpu", "overhead.serverHeap", "overhead.serverRss");
    assertThat(trial.absent().stream().map(AbsentFigure::reason))
        .containsOnly("target: counters not available");
    assertThat(Metrics.of(trial).keySet()).isEqualTo(Metrics.of(ours).keySet());
    assertThat(Metrics.of(trial))
        .allSatisfy(
            (name, figure) -> {
              if (name.startsWith("overhead.server") || name.equals("counts.conflated")) {
                assertThat(figure).as(name).isEmpty();
              }
            });
    String json = ResultJson.write(trial);
    assertThat(json).contains("\"serve\": null", "\"conflated\": null", "\"pid\": null");
    assertThat(ResultJson.write(ResultJson.readTrial(json))).isEqualTo(json);
  }

  @Test
  void aProcessThatIsKnownTellsWhatItUsesAndNoMore() {
    TrialResult trial = SampleTarget.timed(SampleRun.quick().trials().getFirst());

    assertThat(trial.overhead().perSubscriberSecond().serverCpuMicros()).isNotNull();
    assertThat(trial.absent())
        .containsExactly(
            new AbsentFigure("counts.conflated", "target: counters not available"),
            new AbsentFigure("overhead.serverCpu", "target: counters not available"),
            new AbsentFigure("overhead.serverHeap", "target: counters not available"),
            new AbsentFigure("publisherLagMs", "others publish"));
  }

  @Test
  void updatesThatAreOnlyNumberedHaveNoTimes() {
    TrialResult trial = SampleTarget.counted(SampleRun.quick().trials().getFirst());

    String reason = "truth 'counters' does not tell when updates were published";
    assertThat(trial.absent())
        .contains(
            new AbsentFigure("deliveryLatency", reason),
            new AbsentFigure("stalenessMs", reason),
            new AbsentFigure("ageMs", reason));
    assertThat(Metrics.whyAbsent(trial, "stalenessMs.p95")).isEqualTo(reason);
    assertThat(Metrics.whyAbsent(trial, "overhead.serverCpuMicrosPerPublished"))
        .isEqualTo("target: counters not available");
  }
}
