package dev.pushpull.schedule;

import static dev.pushpull.schedule.PollSchedule.NO_HINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitteredScheduleTest {

  private static final long FIRST = -5_000;
  private static final long INTERVAL = 1_000_000;

  private static JitteredSchedule schedule(double share, long seed) {
    return new JitteredSchedule(FIRST, INTERVAL, share, seed);
  }

  /** The gaps when every tick is answered at once. */
  private static double[] gaps(PollSchedule schedule, int count) {
    double[] gaps = new double[count];
    long due = schedule.firstNanos();
    for (int i = 0; i < count; i++) {
      long next = schedule.nextNanos(due, false, NO_HINT);
      gaps[i] = next - due;
      due = next;
    }
    return gaps;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.9})
  void gapsAreUniformAroundTheInterval(double share) {
    double[] gaps = gaps(schedule(share, 11), 100_000);
    Arrays.sort(gaps);
    double least = INTERVAL * (1 - share);
    double spread = 2 * share * INTERVAL;
    assertThat(gaps[0]).isGreaterThanOrEqualTo(least - 0.5);
    assertThat(gaps[gaps.length - 1]).isLessThanOrEqualTo(least + spread + 0.5);
    double worst = 0;
    for (int i = 0; i < gaps.length; i++) {
      worst = Math.max(worst, Math.abs((gaps[i] - least) / spread - (i + 0.5) / gaps.length));
    }
    assertThat(worst).as("Kolmogorov-Smirnov distance").isLessThan(1.63 / Math.sqrt(gaps.length));
    double standardError = spread / Math.sqrt(12.0 * gaps.length);
    assertThat(Arrays.stream(gaps).average().orElseThrow())
        .isCloseTo(INTERVAL, within(4 * standardError));
  }

  @Test
  void oneSeedMakesTheSameTicksWhateverTheAnswers() {
    JitteredSchedule prompt = schedule(0.5, 3);
    JitteredSchedule slow = schedule(0.5, 3);
    var random = new SplittableRandom(1);
    long due = FIRST;
    long missed = 0;
    for (int i = 0; i < 10_000; i++) {
      long answered = due + random.nextLong(4 * INTERVAL);
      due = slow.nextNanos(answered, random.nextBoolean(), random.nextLong());
      assertThat(due).isGreaterThan(answered);
      long tick = prompt.nextNanos(Long.MIN_VALUE, false, NO_HINT);
      while (tick < due) {
        missed++;
        tick = prompt.nextNanos(Long.MIN_VALUE, false, NO_HINT);
      }
      assertThat(tick).isEqualTo(due);
    }
    assertThat(slow.missedTicks()).isEqualTo(missed).isPositive();
    assertThat(prompt.missedTicks()).isZero();
    assertThat(gaps(schedule(0.5, 4), 10)).isNotEqualTo(gaps(schedule(0.5, 3), 10));
  }

  @Test
  void ticksRiseEvenWhereAGapRoundsToNothing() {
    assertThat(Arrays.stream(gaps(new JitteredSchedule(0, 1, 0.9, 1), 1_000)))
        .allMatch(gap -> gap >= 1);
  }

  @Test
  void refusesWhatIsNoJitter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(1, 1))
        .withMessage(
            "interval must be above 0 ns and jitter between 0 and 1, but are 1000000 and 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> schedule(Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JitteredSchedule(0, 0, 0.5, 1))
        .withMessage("interval must be above 0 ns and jitter between 0 and 1, but are 0 and 0.5");
  }
}
