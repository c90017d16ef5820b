package dev.pushpull.model;

import java.util.List;

/**
 * How far a measured mean may lie from the oracle's, since the poll phases are few: standard errors
 * for phases stratified within each feed.
 *
 * <p>For n stratified phases φ_j = (j + U_j)·T/n and an update in stratum m at relative place p,
 * the mean delay over the n clients is (T/n)·((n − 1)/2 + Ū + 1[U_m &lt; p] − p). Its variance is
 * at most (T/n)²·(1/12n + p(1 − p)); over K updates that fall anywhere the first part stays, since
 * the phases do, and the second averages to 1/6K.
 */
public final class PhaseNoise {

  private PhaseNoise() {}

  /**
   * Standard error of the mean delivery latency as a share of T/2.
   *
   * @param feeds each with its subscribers
   * @param updates for each feed, how many updates its window holds
   */
  public static double relativeError(List<Observed> feeds, int[] updates) {
    double variance = 0;
    double pairs = 0;
    for (int i = 0; i < feeds.size(); i++) {
      double n = feeds.get(i).subscribers();
      double k = updates[i];
      if (n > 0 && k > 0) {
        double ofFeed = (1 / (12 * n) + 1 / (6 * k)) / (n * n);
        variance += n * n * k * k * ofFeed;
        pairs += n * k;
      }
    }
    return pairs == 0 ? 1 : 2 * Math.sqrt(variance) / pairs;
  }
}
