package dev.pushpull.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedScheduleTest {

  private static final long FIRST = 1_000;
  private static final long INTERVAL = 100;

  private final FixedSchedule schedule = new FixedSchedule(FIRST, INTERVAL);

  @Test
  void ticksAtFirstPlusKTimesIntervalHoweverLateEachAnswerIs() {
    var random = new SplittableRandom(1);
    long due = schedule.firstNanos();
    for (int k = 0; k < 1_000; k++) {
      assertThat(due).isEqualTo(FIRST + k * INTERVAL);
      due =
          schedule.nextNanos(
              due + random.nextLong(INTERVAL), random.nextBoolean(), PollSchedule.NO_HINT);
    }
    assertThat(schedule.missedTicks()).isZero();
  }

  @Test
  void leavesTicksThatPassInFlightToTheNextOne() {
    assertThat(schedule.nextNanos(FIRST + 3 * INTERVAL + 50, true, PollSchedule.NO_HINT))
        .isEqualTo(FIRST + 4 * INTERVAL);
    assertThat(schedule.missedTicks()).isEqualTo(3);
    assertThat(schedule.nextNanos(FIRST + 4 * INTERVAL + 10, true, PollSchedule.NO_HINT))
        .isEqualTo(FIRST + 5 * INTERVAL);
    assertThat(schedule.missedTicks()).isEqualTo(3);
  }

  @Test
  void leavesATickAtTheVeryInstantOfTheAnswerToTheNextOne() {
    assertThat(schedule.nextNanos(FIRST + INTERVAL, true, PollSchedule.NO_HINT))
        .isEqualTo(FIRST + 2 * INTERVAL);
    assertThat(schedule.missedTicks()).isEqualTo(1);
  }

  @Test
  void goesOnFromAnAnswerThatCameBeforeItsTick() {
    assertThat(schedule.nextNanos(FIRST - 5 * INTERVAL, true, PollSchedule.NO_HINT))
        .isEqualTo(FIRST + INTERVAL);
    assertThat(schedule.missedTicks()).isZero();
  }

  @Test
  void worksWhereTheClockIsNegative() {
    var early = new FixedSchedule(-1_050, INTERVAL);
    assertThat(early.nextNanos(-1_049, false, PollSchedule.NO_HINT)).isEqualTo(-950);
    assertThat(early.nextNanos(-701, false, PollSchedule.NO_HINT)).isEqualTo(-650);
    assertThat(early.missedTicks()).isEqualTo(2);
  }

  @Test
  void doesNotDriftOverAYear() {
    long third = 333_333_333L;
    var long1 = new FixedSchedule(7, third);
    long ticks = 365L * 24 * 3600 * 3;
    assertThat(long1.nextNanos(7 + (ticks - 1) * third, true, PollSchedule.NO_HINT))
        .isEqualTo(7 + ticks * third);
  }

  @Test
  void refusesAnIntervalThatIsNotAbove0() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FixedSchedule(0, 0))
        .withMessage("interval must be above 0 ns, but is 0");
  }
}
