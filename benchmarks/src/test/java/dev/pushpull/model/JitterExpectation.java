package dev.pushpull.model;

import java.util.function.DoubleUnaryOperator;

/**
 * What polling shows in expectation when the gaps G between polls are independent and uniform on
 * T(1 ± j).
 *
 * <p>A random instant falls into a long gap more often than into a short one: the last read before
 * it lies at x ago with density P(G &gt; x)/E[G] (renewal theory: Cox, Renewal Theory, 1962,
 * section 5). Whatever polling at a fixed interval shows as F(T)/T is then E[F(G)]/E[G].
 *
 * @param interval T, the mean gap, above 0, in the process's unit of time
 * @param share j, 0 to below 1
 * @param delay d from the server's read to the client, not negative
 * @param updates how updates come
 */
public record JitterExpectation(
    double interval, double share, double delay, UpdateProcess updates) {

  /** Of Simpson's rule, which is exact for cubes; the forms are smooth but for a kink or two. */
  private static final int PANELS = 512;

  /** Checks the bounds. */
  public JitterExpectation {
    if (!(interval > 0) || !(share >= 0 && share < 1) || !(delay >= 0)) {
      throw new IllegalArgumentException(
          "interval must be above 0, share 0 to below 1 and delay at least 0, but are %s, %s and %s"
              .formatted(interval, share, delay));
    }
  }

  /** Mean delivery latency, E[G²]/(2E[G]) + d = T(1 + j²/3)/2 + d. */
  public double deliveryMean() {
    return interval * (1 + share * share / 3) / 2 + delay;
  }

  /** Mean staleness, weighted by time. */
  public double stalenessMean() {
    return overGaps(gap -> updates.missedTwice(gap + delay) - updates.missedTwice(delay))
        / interval;
  }

  /** Share of time for which the copy is out of date. */
  public double staleFraction() {
    return overGaps(gap -> updates.missed(gap + delay) - updates.missed(delay)) / interval;
  }

  /** Share of polls that find nothing new. */
  public double emptyPollRatio() {
    return overGaps(updates::waitsBeyond);
  }

  /** Mean age. */
  public double ageMean() {
    return deliveryMean() + updates.meanResidual();
  }

  /** E[f(G)]. */
  private double overGaps(DoubleUnaryOperator f) {
    double least = interval * (1 - share);
    double step = 2 * interval * share / PANELS;
    double sum = f.applyAsDouble(least) + f.applyAsDouble(interval * (1 + share));
    for (int i = 1; i < PANELS; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(least + i * step);
    }
    return sum / (3 * PANELS);
  }
}
