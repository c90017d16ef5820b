package dev.pushpull.tune.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TautStringTest {

  @Test
  void goesStraightWhereItCan() {
    assertThat(TautString.within(new long[] {0, 0, 25, 40}, new long[] {9, 30, 35, 60}))
        .containsExactly(0, 18, 35, 60);
    assertThat(TautString.within(new long[] {0, 0, 0, 40}, new long[] {9, 30, 60, 60}))
        .containsExactly(0, 20, 40, 60);
    assertThat(TautString.within(new long[] {7}, new long[] {9})).containsExactly(9);
    assertThat(TautString.within(new long[] {1, 5, 9}, new long[] {1, 5, 9}))
        .containsExactly(1, 5, 9);
  }

  /** Of rising concave functions of gaps no other instants within the bounds have more. */
  @RepeatedTest(20)
  void isTheWorstForWhatPollsMiss(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int n = 200;
    long[] least = new long[n];
    long[] most = new long[n];
    double at = 0;
    for (int i = 0; i < n; i++) {
      at += -Math.log(1 - random.nextDouble()) * 1_000;
      least[i] = Math.round(at - random.nextInt(700));
      most[i] = Math.round(at + random.nextInt(700));
    }
    for (int i = 1; i < n; i++) {
      least[i] = Math.max(least[i], least[i - 1]);
    }
    for (int i = n - 2; i >= 0; i--) {
      most[i] = Math.min(most[i], most[i + 1]);
    }
    long[] even = TautString.within(least, most);
    for (int i = 0; i < n; i++) {
      assertThat(even[i]).isBetween(least[i], most[i]);
      assertThat(i == 0 || even[i] >= even[i - 1]).isTrue();
    }
    for (double interval : new double[] {300, 1_000, 3_000}) {
      DoubleUnaryOperator missed = gap -> Math.min(gap, interval);
      DoubleUnaryOperator stale =
          gap -> interval * interval - Math.pow(Math.max(0, interval - gap), 2);
      for (int other = 0; other < 50; other++) {
        long[] instants = new long[n];
        for (int i = 0; i < n; i++) {
          long from = Math.max(least[i], i == 0 ? 0 : instants[i - 1]);
          instants[i] = from + Math.round(random.nextDouble() * (most[i] - from));
        }
        assertThat(sum(even, missed)).isGreaterThanOrEqualTo(sum(instants, missed) - n);
        assertThat(sum(even, stale))
            .isGreaterThanOrEqualTo(sum(instants, stale) - 2 * n * interval);
      }
      assertThat(sum(even, missed)).isGreaterThanOrEqualTo(sum(most, missed) - n);
      assertThat(sum(even, missed)).isGreaterThanOrEqualTo(sum(least, missed) - n);
    }
  }

  private static double sum(long[] at, DoubleUnaryOperator of) {
    return Arrays.stream(gaps(at)).map(of).sum();
  }

  private static double[] gaps(long[] at) {
    var gaps = new double[at.length - 1];
    Arrays.setAll(gaps, i -> (double) (at[i + 1] - at[i]));
    return gaps;
  }
}
