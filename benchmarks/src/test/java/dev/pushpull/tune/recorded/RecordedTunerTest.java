package dev.pushpull.tune.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Answers;
import dev.pushpull.record.Recording.Bytes;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.record.Recording.Push;
import dev.pushpull.record.Recording.Update;
import dev.pushpull.record.Tally;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded recordings whose true rate is known. */
class RecordedTunerTest {

  private static Tally of(long value, long count) {
    return new Tally(List.of(value), List.of(count));
  }

  private static Answers answers(String way, int status, long up, long down) {
    return new Answers(way, status, of(2_000_000, 100), of(up, 100), of(down, 100));
  }

  private static Recording recording(
      double seconds, double resolutionMs, @Nullable Double cpu, List<Feed> feeds) {
    return new Recording(
        1,
        "orders",
        "http://127.0.0.1:1",
        "time",
        "2026-12-01T00:00:00Z",
        seconds,
        true,
        resolutionMs,
        120,
        feeds,
        List.of(
            answers("poll", 200, 100, 300),
            answers("conditional-poll", 200, 130, 310),
            answers("conditional-poll", 304, 130, 90)),
        List.of(new Push("sse", 50, new Bytes(200, 300), new Bytes(0, 150), new Bytes(0, 1))),
        new Recording.Totals(1_000, 0, 0, 1, 1, 0, 0),
        cpu,
        List.of());
  }

  /** Poisson updates, each known within a width: by the step of a clock, as {@code time} does. */
  private static Feed poisson(String name, long seed, double rate, double seconds, double width) {
    var random = new Random(seed);
    var updates = new ArrayList<Update>();
    double at = -Math.log(1 - random.nextDouble()) / rate;
    for (; at < seconds - width; at += -Math.log(1 - random.nextDouble()) / rate) {
      double from = width == 0 ? at : Math.floor(at / width) * width;
      updates.add(new Update(Math.round(from * 1e9), Math.round((from + width) * 1e9)));
    }
    return new Feed(name, updates);
  }

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
    var feeds = Stream.of(1, 2, 3).map(i -> poisson("f" + i, i, rate, 3_600, 0)).toList();
    Recommendation advice = advise(recording(3_600, 0, null, feeds), "staleness.p95<=2s");
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

  /** What is wide apart may have come more evenly than it looks, which is worse. */
  @Test
  void holdsAtTheWorseEnd() {
    Feed exact = poisson("f", 5, 1, 900, 0);
    Feed wide = poisson("f", 5, 1, 900, 1);
    double known = interval(advise(recording(900, 0, null, List.of(exact)), "staleness.mean<=1s"));
    Recommendation advice =
        advise(recording(900, 1_000, null, List.of(wide)), "staleness.mean<=1s");
    assertThat(interval(advice)).isLessThanOrEqualTo(known);
    assertThat(advice.answer().toString())
        .contains(
            "19 of 20 of them known within 1.00 s",
            "at the latest instants",
            "as evenly as they can have",
            "holds throughout");
    assertThat(advice.candidates())
        .allSatisfy(
            each ->
                assertThat(each.intervalMs() == null || each.intervalMs() >= 1_000)
                    .as(each.strategy())
                    .isTrue());
    assertThat(advice.notes())
        .anyMatch(note -> note.startsWith("intervals below 1.00 s are skipped"));
  }

  @Test
  void advisesAtBothEndsOfTheRateWhereUpdatesAreFew() {
    Feed few = poisson("f", 3, 0.2, 60, 0);
    int count = few.updates().size();
    assertThat(count).isBetween(5, 29);
    var recording = recording(60, 0, null, List.of(few));
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
        advise(recording(600, 20, null, List.of(new Feed("f", List.of()))), "staleness.p95<=5s");
    assertThat(advice.question().updatesPerSecond()).isCloseTo(3.0 / 600, within(1e-4));
    assertThat(advice.advises()).isTrue();
  }

  @Test
  void advisesNothingBelowTheResolution() {
    var recording = recording(900, 100, null, List.of(poisson("f", 5, 1, 900, 0.1)));
    assertThatThrownBy(() -> advise(recording, "staleness.p95<=50ms"))
        .hasMessage(
            "--require: 'staleness.p95<=50ms' is below what the recording can tell apart, 100 ms;"
                + " record with a finer truth");
  }

  @Test
  void knowsTheCpuOfAProcess() {
    var recording = recording(900, 0, 10.5, List.of(poisson("f", 5, 1, 900, 0)));
    Recommendation advice = advise(recording, "staleness.p95<=2s");
    var best = advice.candidate(Objects.requireNonNull(advice.bestFixed()));
    assertThat(best.costs().cpuCores())
        .isCloseTo(best.costs().requestsPerSecond() * 10.5 / (1_000 + 50), within(1e-6));
  }
}
