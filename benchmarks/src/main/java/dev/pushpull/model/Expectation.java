package dev.pushpull.model;

import java.util.function.DoubleUnaryOperator;

/**
 * What clients show in expectation, over all updates. Times are in the unit of the update process;
 * shares are 0 to 1. Immutable.
 */
public sealed interface Expectation permits PollExpectation, PushExpectation {

  /** How updates come. */
  UpdateProcess updates();

  /** The longest delivery latency: no copy is out of date for longer. */
  double longestDelay();

  /** Mean delivery latency. */
  double deliveryMean();

  /** Mean staleness, weighted by time. */
  double stalenessMean();

  /** Share of time with staleness above {@code time}; above 0 the stale fraction. */
  double stalenessAbove(double time);

  /** Share of time for which the copy is out of date. */
  default double staleFraction() {
    return stalenessAbove(0);
  }

  /**
   * Staleness that is not exceeded for a share of time; 0 where the copy is not stale for as long.
   */
  default double stalenessQuantile(double share) {
    return quantile(this::stalenessAbove, share, longestDelay());
  }

  /** Mean age, weighted by time. */
  double ageMean();

  /** Share of time with an age above {@code time}. */
  double ageAbove(double time);

  /** Age that is not exceeded for a share of time. */
  default double ageQuantile(double share) {
    double most = 2 * (longestDelay() + updates().meanResidual());
    while (ageAbove(most) > 1 - share) {
      most *= 2;
    }
    return quantile(this::ageAbove, share, most);
  }

  /** Mean age just before fresh data comes. */
  double peakAgeMean();

  /**
   * By bisection.
   *
   * @param above share of time above a value, falling
   * @param most a value that is never exceeded
   */
  private static double quantile(DoubleUnaryOperator above, double share, double most) {
    double low = 0;
    double high = most;
    if (above.applyAsDouble(low) <= 1 - share) {
      return 0;
    }
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (above.applyAsDouble(middle) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
