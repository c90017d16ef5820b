package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.answer.Tuner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TraceStretchesTest {

  private static final long SECOND = 1_000_000_000L;

  private static Arrivals.Trace seconds(long... seconds) {
    return new Arrivals.Trace("t", LongStream.of(seconds).map(s -> s * SECOND).boxed().toList());
  }

  private static Recommendation advise(Arrivals.Trace trace, String objective) {
    return Tuner.advise(
            Questions.of(trace, 1, 100, Questions.POLLS, List.of(), Optional.empty(), objective))
        .recommendation();
  }

  @Test
  void theQuietestStretchHoldsTheLongestGap() {
    Arrivals.Trace trace = seconds(0, 1, 2, 3, 10, 11, 30, 31, 32, 33, 34, 100);
    TraceStretches.Stretch stretch = TraceStretches.quietest(trace, Duration.ofSeconds(20));
    assertThat(stretch.fromNanos()).isEqualTo(34 * SECOND);
    assertThat(
            TraceStretches.quietest(seconds(0, 5, 9, 21, 22), Duration.ofSeconds(12)).fromNanos())
        .isEqualTo(9 * SECOND);
  }

  /** The busiest stretch has the youngest data of all. */
  @Test
  void theBoundOfAnAgeIsThatOfQuietTimes() {
    Recommendation advice = advise(Questions.dayAndNight(3), "age.mean<=240m");
    Candidate best = advice.candidate(String.valueOf(advice.bestFixed()));
    assertThat(Objects.requireNonNull(best.bound()).figures().get("age.mean<=240m"))
        .isGreaterThanOrEqualTo(best.figures().get("ageMs.mean"));
    assertThat(advice.verifyingRun().stretchUpdates()).isLessThan(10);
  }

  /** A run that is padded with silence would show less staleness than is expected. */
  @Test
  void theRunDoesNotOutlastAShortTrace() {
    var offsets = new ArrayList<Long>();
    for (long i = 0; i < 30; i++) {
      offsets.add(i * SECOND / 2);
    }
    Recommendation advice = advise(new Arrivals.Trace("short", offsets), "staleness.mean<=300ms");
    assertThat(advice.verifyingRun().windowSeconds()).isLessThanOrEqualTo(14.5);
    Candidate best = advice.candidate(String.valueOf(advice.bestFixed()));
    assertThat(Objects.requireNonNull(best.bound()).figures().get("staleness.mean<=300ms"))
        .isGreaterThanOrEqualTo(best.figures().get("stalenessMs.mean"));
  }

  private static double foreseenAge(Arrivals.Trace trace, String strategy) {
    Question question =
        Questions.of(
            trace, 1, 10, Questions.POLLS, List.of(), Optional.empty(), "staleness.mean<=1s");
    var forms = new ClosedForms(Supply.of(trace), question.service(), Spending.of(question));
    var virtual = new VirtualTrials(question, () -> {});
    return new Predictor(question, forms, virtual)
        .of(Strategy.parse(strategy))
        .figure("ageMs.mean")
        .orElseThrow();
  }

  /** Updates come each hour for 1,500 hours, then every four hours for as long. */
  @Test
  void allOfALongTraceIsForeseen() {
    long hour = 3_600 * SECOND;
    var offsets = new ArrayList<Long>();
    for (long i = 0; i <= 3_000; i += i < 1_500 ? 1 : 4) {
      offsets.add(i * hour);
    }
    double expected = (0.5 + 2) / 2 * 3.6e6;
    assertThat(foreseenAge(new Arrivals.Trace("long", offsets), "backoff@60s..240s"))
        .isCloseTo(expected, within(expected * 0.1));
  }

  /**
   * Ten minutes of an update each minute, asked for every ten minutes at most: no silence follows.
   */
  @Test
  void noSilenceIsForeseenAfterAShortTrace() {
    var offsets = new ArrayList<Long>();
    for (long i = 0; i <= 10; i++) {
      offsets.add(i * 60 * SECOND);
    }
    double millis = foreseenAge(new Arrivals.Trace("short", offsets), "backoff@1s..600s");
    assertThat(millis).isBetween(30_000.0, 90_000.0);
  }

  /** Updates that are days apart leave data days old, in virtual time. */
  @Test
  void agesOfDaysAreFigures() {
    var trace = seconds(0, 86_400, 3 * 86_400, 4 * 86_400, 4 * 86_400 + 60, 7 * 86_400);
    Question question =
        Questions.of(
            trace,
            1,
            10,
            Set.of(StrategyKind.BACKOFF),
            List.of(),
            Optional.empty(),
            "age.mean<=4320m");
    var search = new Search(question, () -> {});
    assertThat(search.refused()).isEmpty();
    assertThat(search.feedback)
        .isNotEmpty()
        .allSatisfy(
            choice ->
                assertThat(choice.prediction().figure("ageMs.mean").orElse(0.0))
                    .isGreaterThan(3 * 3.6e6));
  }
}
