package dev.pushpull.model;

import java.util.function.DoubleUnaryOperator;

/**
 * What polling at a fixed interval shows in expectation, over phases and updates; where the updates
 * themselves are known, {@link PollOracle} is closer.
 *
 * <p>At a random instant the client holds what was newest a time X ago, X uniform on [d, T + d]
 * (uniform phase). With R the time from then to the next update and L from the last update to then,
 * staleness is (X − R)₊ and age X + L (age of information: Kaul, Yates, Gruteser 2012; the
 * freshness of polled copies: Cho, Garcia-Molina 2003).
 *
 * @param interval T, above 0, in the process's unit of time
 * @param delay d from the server's read to the client, not negative
 * @param updates how updates come
 */
public record PollExpectation(double interval, double delay, UpdateProcess updates) {

  private static final int BISECTIONS = 80;

  /** Checks the bounds. */
  public PollExpectation {
    if (!(interval > 0) || !(delay >= 0)) {
      throw new IllegalArgumentException(
          "interval must be above 0 and delay at least 0, but are " + interval + " and " + delay);
    }
  }

  /** Mean delivery latency, T/2 + d. */
  public double deliveryMean() {
    return interval / 2 + delay;
  }

  /**
   * Delivery latency that a share of updates stays below: uniform on [d, T + d].
   *
   * @param share 0 to 1
   */
  public double deliveryQuantile(double share) {
    return share * interval + delay;
  }

  /** Mean staleness, weighted by time. */
  public double stalenessMean() {
    return (updates.missedTwice(interval + delay) - updates.missedTwice(delay)) / interval;
  }

  /** Share of time with staleness above {@code time}; above 0 the stale fraction. */
  public double stalenessAbove(double time) {
    double reach = interval + delay - time;
    return reach <= 0
        ? 0
        : (updates.missed(reach) - updates.missed(Math.max(0, delay - time))) / interval;
  }

  /** Staleness that holds for a share of time; 0 where the copy is not stale for as long. */
  public double stalenessQuantile(double share) {
    return quantile(this::stalenessAbove, share, interval + delay);
  }

  /** Mean age, T/2 + d + E[L]. */
  public double ageMean() {
    return interval / 2 + delay + updates.meanResidual();
  }

  /** Share of time with an age above {@code time}. */
  public double ageAbove(double time) {
    double since = time - interval - delay;
    return time <= delay ? 1 : (upTo(time - delay) - upTo(since)) / interval;
  }

  /** ∫ P(L &gt; y) dy, in which every y below 0 counts whole. */
  private double upTo(double y) {
    return y < 0 ? y : updates.waited(y);
  }

  /** Age that is not exceeded for a share of time. */
  public double ageQuantile(double share) {
    double most = 2 * (interval + delay + updates.meanResidual());
    while (ageAbove(most) > 1 - share) {
      most *= 2;
    }
    return quantile(this::ageAbove, share, most);
  }

  private static double quantile(DoubleUnaryOperator above, double share, double most) {
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
}
