package dev.pushpull.measure;

import static dev.pushpull.schedule.PollSchedule.NO_HINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushpull.schedule.FeedbackSchedule;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final long MS = 1_000_000;

  private final Ticks ticks = new FixedTicks(50, 100);

  @Test
  void theFirstTickAtOrAfterAnInstant() {
    assertThat(ticks.atOrAfter(-1_000)).isEqualTo(50);
    assertThat(ticks.atOrAfter(50)).isEqualTo(50);
    assertThat(ticks.atOrAfter(51)).isEqualTo(150);
    assertThat(ticks.atOrAfter(150)).isEqualTo(150);
  }

  @Test
  void theLastTickBeforeAnInstant() {
    assertThat(ticks.lastBefore(50)).isEqualTo(Long.MIN_VALUE);
    assertThat(ticks.lastBefore(51)).isEqualTo(50);
    assertThat(ticks.lastBefore(150)).isEqualTo(50);
    assertThat(ticks.lastBefore(151)).isEqualTo(150);
  }

  @Test
  void whereNoScheduleSaysWhenThereIsNoTickToWaitFor() {
    assertThat(Ticks.NONE.lastBefore(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(Ticks.NONE.atOrAfter(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFixedPaceHasItsTicksByArithmetic() {
    assertThat(Ticks.openLoop(Pace.parse("poll@250ms"), 7, 1))
        .isEqualTo(new FixedTicks(7, 250 * MS));
  }

  @Test
  void jitteredTicksAreMadeAgainFromTheSeedMissedOnesIncluded() {
    Pace pace = Pace.parse("poll@100ms~50%");
    PollSchedule polled = Schedules.of(pace, 3, 9);
    Ticks made = Ticks.openLoop(pace, 3, 9);
    assertThat(made.atOrAfter(-5)).isEqualTo(3);
    assertThat(made.lastBefore(3)).isEqualTo(Long.MIN_VALUE);
    long due = 3;
    long between = 0;
    for (int i = 0; i < 1_000; i++) {
      long next = polled.nextNanos(due + 250 * MS, false, NO_HINT);
      assertThat(made.atOrAfter(next)).isEqualTo(next);
      assertThat(made.lastBefore(next + 1)).isEqualTo(next);
      for (long tick = made.atOrAfter(due + 1); tick < next; tick = made.atOrAfter(tick + 1)) {
        between++;
      }
      due = next;
    }
    assertThat(between).isEqualTo(polled.missedTicks()).isGreaterThan(1_000);
  }

  @Test
  void ticksThatDependOnTheAnswersAreThoseThatTheScheduleGave() {
    var noted = new NotedSchedule(FeedbackSchedule.backoff(10, 100, 400));
    var due = new ArrayList<Long>();
    due.add(noted.firstNanos());
    assertThat(noted.atOrAfter(11)).as("nothing is known of the next").isEqualTo(Long.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      due.add(noted.nextNanos(due.getLast() + 5, i % 3 == 0, NO_HINT));
    }
    assertThat(noted.firstNanos()).isEqualTo(10);
    assertThat(noted.missedTicks()).isZero();
    assertThat(noted.lastBefore(10)).isEqualTo(Long.MIN_VALUE);
    for (int i = 0; i < 20; i++) {
      assertThat(noted.atOrAfter(due.get(i) + 1)).isEqualTo(due.get(i + 1));
      assertThat(noted.lastBefore(due.get(i + 1))).isEqualTo(due.get(i));
    }
  }

  @Test
  void ticksThatWentByDuringARequestAreNotedWithTheirInstants() {
    Ticks all = new FixedTicks(10, 100);
    var noted = new NotedSchedule(new FixedSchedule(10, 100), all);
    assertThat(noted.nextNanos(250, false, NO_HINT)).isEqualTo(310);
    assertThat(noted.atOrAfter(11)).isEqualTo(110);
    assertThat(noted.atOrAfter(111)).isEqualTo(210);
    assertThat(noted.atOrAfter(211)).isEqualTo(310);
    assertThat(noted.atOrAfter(311)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusesToGuessTicksThatDependOnTheAnswers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ticks.openLoop(Pace.parse("backoff@1s..2s"), 0, 1))
        .withMessage("the ticks of backoff@1s..2s depend on the answers");
  }
}
