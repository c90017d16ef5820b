package dev.pushpull.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What polling with independent gaps G, uniform on T · (1 ± share), must show in a window, given
 * when the updates came; with a share of 0 at a fixed rate.
 *
 * <p>A poll has a gap before it that is drawn like any other; an instant lies in one that is drawn
 * with a weight of its length (renewal theory's inspection paradox), at a place uniform on it. So
 * whatever is counted by polls is {@link PollOracle}'s mean over G, and whatever is counted by time
 * or by updates is its mean weighted by G: the mean delivery is E[G²] / 2E[G] + d, that is T/2 · (1
 * + share²/3) + d. The means are taken over as many gaps in equal steps.
 */
public final class UniformOracle {

  private static final int GAPS = 32;

  private final double[] weights;
  private final List<PollOracle> oracles;

  /**
   * All in ns; the window is [start, end).
   *
   * @param intervalNanos T, the mean gap
   * @param share of it that a gap may be longer or shorter, 0 to 1
   * @param delayNanos from the server's read to the client
   */
  public UniformOracle(
      double intervalNanos,
      double share,
      double delayNanos,
      long windowStartNanos,
      long windowEndNanos,
      List<Observed> feeds) {
    int gaps = share == 0 ? 1 : GAPS;
    weights =
        IntStream.range(0, gaps).mapToDouble(i -> 1 + share * ((2 * i + 1.0) / gaps - 1)).toArray();
    oracles =
        Arrays.stream(weights)
            .map(weight -> intervalNanos * weight)
            .mapToObj(
                gap -> new PollOracle(gap, delayNanos, windowStartNanos, windowEndNanos, feeds))
            .toList();
  }

  /** Mean delivery latency, in ns. */
  public double deliveryMeanNanos() {
    return byTime(PollOracle::deliveryMeanNanos);
  }

  /** Time-weighted mean staleness over the window and all subscribers, in ns. */
  public double stalenessMeanNanos() {
    return byTime(PollOracle::stalenessMeanNanos);
  }

  /** Share of the window for which a subscriber is stale. */
  public double staleFraction() {
    return byTime(PollOracle::staleFraction);
  }

  /** Share of polls sent in the window that find nothing new. */
  public double emptyPollRatio() {
    return oracles.stream().mapToDouble(PollOracle::emptyPollRatio).average().orElseThrow();
  }

  /** Time-weighted mean age over the window and all subscribers, in ns. */
  public double ageMeanNanos() {
    return byTime(PollOracle::ageMeanNanos);
  }

  private double byTime(ToDoubleFunction<PollOracle> figure) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * figure.applyAsDouble(oracles.get(i));
    }
    return sum / Arrays.stream(weights).sum();
  }
}
