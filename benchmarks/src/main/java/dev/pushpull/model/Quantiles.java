package dev.pushpull.model;

import java.util.function.DoubleUnaryOperator;

/** Quantiles of distributions that are given by how much lies above a value. */
final class Quantiles {

  private static final int BISECTIONS = 80;

  private Quantiles() {}

  /**
   * The value that is not exceeded for a share of time; 0 where nothing lies above 0 for longer
   * than the rest.
   *
   * @param above share of time above a value, falling
   * @param share 0 to 1
   * @param most a value that is never exceeded
   */
  static double of(DoubleUnaryOperator above, double share, double most) {
    double low = 0;
    double high = most;
    if (above.applyAsDouble(low) <= 1 - share) {
      return 0;
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (above.applyAsDouble(middle) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The same where no value is known that is never exceeded. */
  static double unbounded(DoubleUnaryOperator above, double share, double guess) {
    double most = guess;
    while (above.applyAsDouble(most) > 1 - share) {
      most *= 2;
    }
    return of(above, share, most);
  }
}
