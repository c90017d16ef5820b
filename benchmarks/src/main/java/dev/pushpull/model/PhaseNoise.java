package dev.pushpull.model;

import java.util.List;

/**
 * How far a measured mean may lie from the oracle's, since the poll phases are few: a standard
 * error for phases stratified within each feed.
 *
 * <p>For n stratified phases (j + U_j)·T/n and an update in stratum m at relative place p, the mean
 * delay over the n clients is (T/n)·((n − 1)/2 + Ū + 1[U_m &lt; p] − p). Over updates that fall
 * anywhere in the interval Ū and the mean of 1[U_m &lt; p] − p cancel, and (1/6 − 1/12n)/K of
 * variance is left for K of them. Updates at the same place of the interval are one: a burst, or a
 * period that is a multiple of the interval.
 */
public final class PhaseNoise {

  private static final int PLACES_PER_STRATUM = 16;
  private static final int MIN_STRATA = 8;

  private PhaseNoise() {}

  /**
   * Standard error of the mean delivery latency as a share of T/2; 1 where nothing was published.
   *
   * <p>Gaps of interval · (1 ± share) let the phases drift until each gap of each subscriber is a
   * draw of its own: Var(R) = E[G³]/3E[G] − (E[G²]/2E[G])² for an update, and updates within one
   * interval count as one. Little jitter leaves the phases where they were, so that the larger of
   * both errors is told.
   *
   * @param feeds what was published to how many
   * @param share 0 to 1; 0 for a fixed rate
   */
  public static double relativeError(
      List<Observed> feeds,
      long windowStartNanos,
      long windowEndNanos,
      long intervalNanos,
      double share) {
    double stratified = stratified(feeds, windowStartNanos, windowEndNanos, intervalNanos);
    if (share == 0) {
      return stratified;
    }
    double variance = 0;
    double pairs = 0;
    for (Observed feed : feeds) {
      for (int count : perInterval(feed, windowStartNanos, windowEndNanos, intervalNanos)) {
        variance += (double) feed.subscribers() * count * count;
        pairs += (double) feed.subscribers() * count;
      }
    }
    double mean = 1 + share * share / 3; // in T/2, as the result
    double residual = 4 * (1 + share * share) / 3 - mean * mean;
    double drifting = pairs == 0 ? 1 : Math.sqrt(residual * variance) / pairs;
    return Math.max(drifting, stratified);
  }

  private static double stratified(List<Observed> feeds, long start, long end, long intervalNanos) {
    double variance = 0;
    double pairs = 0;
    for (Observed feed : feeds) {
      double n = feed.subscribers();
      if (n == 0) {
        continue; // Nobody's delay is in the mean.
      }
      double updates = 0;
      double squares = 0;
      for (int count : places(feed, start, end, intervalNanos)) {
        updates += count;
        squares += (double) count * count;
      }
      // n² of the weight and 1/n² of the strata cancel; K² · (1/K effective) is the sum of squares.
      variance += squares * (1.0 / 6 - 1 / (12 * n));
      pairs += n * updates;
    }
    return pairs == 0 ? 1 : 2 * Math.sqrt(variance) / pairs;
  }

  private static int[] perInterval(Observed feed, long start, long end, long intervalNanos) {
    int[] counts = new int[Math.toIntExact((end - start) / intervalNanos + 1)];
    for (long at : feed.publishedAtNanos()) {
      if (at >= start && at < end) {
        counts[(int) ((at - start) / intervalNanos)]++;
      }
    }
    return counts;
  }

  private static int[] places(Observed feed, long start, long end, long intervalNanos) {
    int[] counts = new int[PLACES_PER_STRATUM * Math.max(MIN_STRATA, feed.subscribers())];
    for (long at : feed.publishedAtNanos()) {
      if (at >= start && at < end) {
        double place = (double) Math.floorMod(at, intervalNanos) / intervalNanos;
        counts[(int) (place * counts.length)]++;
      }
    }
    return counts;
  }
}
