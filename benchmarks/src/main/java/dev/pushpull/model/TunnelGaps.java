package dev.pushpull.model;

/**
 * Gaps between updates that come at a fixed period unless they are swallowed, where open and closed
 * stretches last exponentially long and take turns (a two-state Markov chain, looked at once a
 * period): one period if it stays open, else k periods with a geometric number of closed looks.
 */
public final class TunnelGaps {

  private TunnelGaps() {}

  /**
   * So many equally likely gaps, the quantiles at the middles of as many equal shares, so that they
   * stand for the distribution. All times are in one unit.
   *
   * @param period above 0
   * @param open mean length of an open stretch
   * @param closed mean length of a closed stretch
   */
  public static double[] quantiles(double period, double open, double closed, int count) {
    double mixing = -Math.expm1(-period * (1 / open + 1 / closed));
    double closes = closed / (open + closed) * mixing;
    double opens = open / (open + closed) * mixing;
    double[] gaps = new double[count];
    for (int i = 0; i < count; i++) {
      double beyond = 1 - (i + 0.5) / count; // P(gap > g)
      gaps[i] = period * (beyond >= closes ? 1 : periods(beyond / closes, opens));
    }
    return gaps;
  }

  /** The least k ≥ 2 with P(more than k periods | more than one) = (1 − opens)^(k − 1) ≤ beyond. */
  private static double periods(double beyond, double opens) {
    return opens >= 1 ? 2 : 1 + Math.max(1, Math.ceil(Math.log(beyond) / Math.log1p(-opens)));
  }
}
