package dev.pushpull.schedule;

import static dev.pushpull.schedule.PollSchedule.NO_HINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushpull.spec.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackScheduleTest {

  private static final long FIRST = 77;

  /** The delay after each answer: N for news, anything else for none. */
  private static List<Long> delays(PollSchedule schedule, String answers) {
    var delays = new ArrayList<Long>();
    long completed = schedule.firstNanos();
    for (int i = 0; i < answers.length(); i++) {
      completed += 13; // every answer takes a while
      long next = schedule.nextNanos(completed, answers.charAt(i) == 'N', NO_HINT);
      delays.add(next - completed);
      completed = next;
    }
    return delays;
  }

  @Test
  void backOffDoublesAfterEachEmptyAnswerAndBeginsAgainAfterNews() {
    assertThat(delays(FeedbackSchedule.backoff(FIRST, 100, 1_000), "eeeeeeNeNNee"))
        .containsExactly(
            100L, 200L, 400L, 800L, 1_000L, 1_000L, 100L, 200L, 100L, 100L, 200L, 400L);
  }

  @Test
  void adaptiveHalvesAfterNewsAndDoublesAfterAnEmptyAnswerWithinItsBounds() {
    assertThat(delays(FeedbackSchedule.adaptive(FIRST, 100, 1_000), "NeeeeeNNNNNeN"))
        .containsExactly(
            100L, 200L, 400L, 800L, 1_000L, 1_000L, 500L, 250L, 125L, 100L, 100L, 200L, 100L);
  }

  @Test
  void hintedObeysWhatTheServerSaysUpToALimit() {
    FeedbackSchedule schedule = FeedbackSchedule.hinted(FIRST, 1_000, 10_000);
    assertThat(schedule.nextNanos(500, true, 3_000)).isEqualTo(3_500);
    assertThat(schedule.nextNanos(5_000, false, 60_000)).isEqualTo(15_000);
    assertThat(schedule.nextNanos(20_000, true, NO_HINT)).isEqualTo(21_000);
    assertThat(schedule.nextNanos(30_000, false, 0)).isEqualTo(31_000);
    assertThat(schedule.nextNanos(40_000, false, 1)).as("below the unhinted").isEqualTo(40_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backoff@1ms..3600s", "adaptive@1ms..3600s", "hinted"})
  void theNextPollIsDueAfterTheAnswerByADelayWithinBoundsAndNoTickIsMissed(String text) {
    Pace pace = Pace.parse(text);
    PollSchedule schedule = Schedules.of(pace, FIRST, 1);
    var random = new SplittableRandom(5);
    assertThat(schedule.firstNanos()).isEqualTo(FIRST);
    long due = FIRST;
    for (int i = 0; i < 10_000; i++) {
      long completed = due + random.nextLong(1_000_000_000_000L);
      due = schedule.nextNanos(completed, random.nextInt(4) == 0, NO_HINT);
      assertThat(Duration.ofNanos(due - completed)).isBetween(pace.shortest(), pace.longest());
    }
    assertThat(schedule.missedTicks()).isZero();
  }

  @Test
  void refusesDelaysThatFall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeedbackSchedule.backoff(0, 5, 4))
        .withMessage("delays must be above 0 ns and must not decrease, but are 5 to 4");
    assertThatIllegalArgumentException().isThrownBy(() -> FeedbackSchedule.adaptive(0, 0, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> FeedbackSchedule.hinted(0, -1, 4));
  }
}
