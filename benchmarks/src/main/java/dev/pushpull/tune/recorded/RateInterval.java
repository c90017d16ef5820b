package dev.pushpull.tune.recorded;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Between which rates the true one lies in 90 of 100 cases, if events come as a Poisson process
 * (Garwood, "Fiducial Limits for the Poisson Distribution", 1936).
 *
 * @param least per second; 0 if none came
 * @param most per second
 */
record RateInterval(double least, double most) {

  private static final double TAIL = 0.05;

  /** Of events that were counted in so many seconds. */
  static RateInterval of(int count, double seconds) {
    double least = count == 0 ? 0 : quantile(2.0 * count, TAIL) / 2 / seconds;
    return new RateInterval(least, quantile(2.0 * count + 2, 1 - TAIL) / 2 / seconds);
  }

  private static double quantile(double degrees, double share) {
    return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(share);
  }
}
