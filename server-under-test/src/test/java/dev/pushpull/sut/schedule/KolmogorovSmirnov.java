package dev.pushpull.sut.schedule;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The one-sample test: how far an empirical distribution is from the one expected. */
final class KolmogorovSmirnov {

  /** Exceeded by one sample in a hundred, times √n, for large n. */
  private static final double CRITICAL_AT_ONE_PERCENT = 1.628;

  private KolmogorovSmirnov() {}

  static double statistic(double[] samples, DoubleUnaryOperator distribution) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double furthest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution.applyAsDouble(sorted[i]);
      furthest = Math.max(furthest, expected - i / (double) sorted.length);
      furthest = Math.max(furthest, (i + 1) / (double) sorted.length - expected);
    }
    return furthest;
  }

  static double critical(int samples) {
    return CRITICAL_AT_ONE_PERCENT / Math.sqrt(samples);
  }
}
