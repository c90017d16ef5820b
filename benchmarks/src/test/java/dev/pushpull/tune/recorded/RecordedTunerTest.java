package dev.pushpull.tune.recorded;

import static dev.pushpull.testkit.SampleRecording.poisson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.SampleRecording;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Words;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Seeded recordings whose true rate is known. */
class RecordedTunerTest {

  private static Question question(RecordedRun run, String require) {
    return new Question(
        new Workload(
            Arrivals.parse("periodic:1/s"),
            run.recording().feeds().size(),
            100,
            run.payloadBytes(),
            Protocol.H1),
        List.of(Objective.parse(require)),
        List.of(),
        Optional.empty(),
        CostKind.BYTES,
        run.kinds(),
        run.run().service(),
        "recorded",
        run.run().costs(),
        "recorded",
        List.of(),
        run.finest(),
        1);
  }

  private static Recommendation advise(Recording recording, String require) {
    var run = RecordedRun.of(recording, "rec");
    return RecordedTuner.advise(run, question(run, require), () -> {}).recommendation();
  }

  private static double interval(Recommendation advice) {
    String best = Objects.requireNonNull(advice.bestFixed());
    return Objects.requireNonNull(advice.candidate(best).intervalMs());
  }

  /** The longest interval whose staleness p95 is that, by the closed form. */
  private static double closedForm(double rate, double p95Millis) {
    double interval = p95Millis;
    while (new PollExpectation(interval + 1, 1, new UpdateProcess.Poisson(rate / 1e3))
            .stalenessQuantile(0.95)
        <= p95Millis) {
      interval++;
    }
    return interval;
  }

  @Test
  void advisesWhatTheClosedFormSaysOfTheTrueRate() {
    double rate = 0.5;
    Recommendation advice =
        advise(
            SampleRecording.of(
                3_600,
                0,
                null,
                poisson("f1", 1, rate, 3_600, 0),
                poisson("f2", 2, rate, 3_600, 0),
                poisson("f3", 3, rate, 3_600, 0)),
            "staleness.p95<=2s");
    double exact = closedForm(rate, 2_000);
    // Less than is expected to do, since one run of 20 shows more by chance.
    assertThat(interval(advice)).isBetween(0.85 * exact, 1.02 * exact);
    var best = advice.candidate(Objects.requireNonNull(advice.bestFixed()));
    double expected =
        new PollExpectation(interval(advice), 1, new UpdateProcess.Poisson(rate / 1e3))
            .stalenessQuantile(0.95);
    assertThat(best.figures().get("stalenessMs.p95")).isCloseTo(expected, withinPercentage(3.0));
    double share = Objects.requireNonNull(best.figures().get("overhead.emptyPollRatio"));
    double each = share * (130 + 90) + (1 - share) * (130 + 310);
    assertThat(best.costs().bytesPerSecond())
        .isCloseTo(100 * 1e3 / interval(advice) * each, within(1.0));
    assertThat(best.costs().cpuCores()).isNull();
    assertThat(advice.answer().toString()).contains("It stands on 5", "updates in 3.00 h");
    assertThat(advice.bestPush()).isEqualTo("sse");
  }

  /** What is known within a width may have come more evenly than it looks, which is worse. */
  @Test
  void holdsAtTheWorseEnd() {
    Feed exact = poisson("f", 5, 1, 900, 0);
    Feed wide = poisson("f", 5, 1, 900, 0.5);
    String require = "staleness.mean<=1s";
    Recommendation known = advise(SampleRecording.of(900, 0, null, exact), require);
    Recommendation within = advise(SampleRecording.of(900, 0, null, wide), require);
    Recommendation spared = advise(SampleRecording.of(900, 500, null, wide), require);
    assertThat(interval(within)).isLessThanOrEqualTo(interval(known));
    assertThat(within.candidate("poll@3s").figures().get("stalenessMs.mean"))
        .isGreaterThan(known.candidate("poll@3s").figures().get("stalenessMs.mean"));
    assertThat(interval(spared)).isBetween(500.0, 0.9 * interval(within));
    var best = spared.candidate(Objects.requireNonNull(spared.bestFixed()));
    assertThat(best.figures().get("stalenessMs.mean")).isLessThanOrEqualTo(500.0);
    assertThat(spared.answer().toString())
        .contains(
            "19 of 20 of them known within 500 ms",
            "at the latest instants",
            "as evenly as they can have",
            "holds throughout");
    assertThat(spared.candidates())
        .allSatisfy(
            each ->
                assertThat(each.intervalMs() == null || each.intervalMs() >= 500)
                    .as(each.strategy())
                    .isTrue());
    assertThat(spared.notes())
        .anyMatch(note -> note.startsWith("the recording cannot tell times within 500 ms apart"));
  }

  @Test
  void advisesAtBothEndsOfTheRateWhereUpdatesAreFew() {
    Feed few = poisson("f", 3, 0.2, 60, 0);
    int count = few.updates().size();
    assertThat(count).isBetween(5, 29);
    var recording = SampleRecording.of(60, 0, null, few);
    RateInterval rate = RecordedRun.of(recording, "rec").rate();
    Recommendation advice = advise(recording, "deliveryLatency.p95<=5s");
    assertThat(advice.answer().toString())
        .contains("It stands on only " + count + " updates in 60.0 s", "(90 %)")
        .contains("Advised alone: at " + Words.rate(rate.least()) + " ")
        .contains("; at " + Words.rate(rate.most()) + " ", "holds throughout");
    assertThat(interval(advice)).isBetween(4_500.0, 5_300.0); // Whatever the rate is.
  }

  @Test
  void advisesForTheMostThatMayComeWhereNothingCame() {
    Recommendation advice =
        advise(SampleRecording.of(600, 20, null, new Feed("f", List.of())), "staleness.p95<=5s");
    assertThat(advice.question().updatesPerSecond()).isCloseTo(3.0 / 600, within(1e-4));
    assertThat(advice.advises()).isTrue();
  }

  @Test
  void advisesNothingBelowTheResolution() {
    var recording = SampleRecording.of(900, 100, null, poisson("f", 5, 1, 900, 0.1));
    assertThatThrownBy(() -> advise(recording, "staleness.p95<=50ms"))
        .hasMessage(
            "--require: 'staleness.p95<=50ms' is within what the recording cannot tell apart, 100"
                + " ms; record with a finer truth");
  }

  @Test
  void knowsTheCpuOfAProcess() {
    var recording = SampleRecording.of(900, 0, 10.5, poisson("f", 5, 1, 900, 0));
    Recommendation advice = advise(recording, "staleness.p95<=2s");
    var best = advice.candidate(Objects.requireNonNull(advice.bestFixed()));
    assertThat(best.costs().cpuCores())
        .isCloseTo(best.costs().requestsPerSecond() * 10.5 / (1_000 + 50), within(1e-6));
  }
}
