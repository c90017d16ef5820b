package dev.pushpull.model;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What polling with independent gaps G, uniform on T · (1 ± share), must show.
 *
 * <p>A poll has a gap before it that is drawn like any other; an instant lies in one that is drawn
 * with a weight of its length (renewal theory's inspection paradox), at a place uniform on it. So
 * whatever is counted by polls is {@link PollOracle}'s mean over G, and whatever is counted by time
 * or by updates is its mean weighted by G: the mean delivery is E[G²] / 2E[G] + d, that is T/2 · (1
 * + share²/3) + d. The means are taken over as many gaps in equal steps.
 */
public final class JitteredOracle implements LogOracle {

  private static final int GAPS = 32;

  private final double[] gapsNanos;
  private final List<PollOracle> oracles;

  /**
   * All in ns; the window is [start, end).
   *
   * @param intervalNanos T, the mean gap
   * @param share of it that a gap may be longer or shorter, 0 to 1
   * @param delayNanos from the server's read to the client
   */
  public JitteredOracle(
      double intervalNanos,
      double share,
      double delayNanos,
      long windowStartNanos,
      long windowEndNanos,
      List<Observed> feeds) {
    gapsNanos =
        IntStream.range(0, GAPS)
            .mapToDouble(i -> intervalNanos * (1 + share * ((2 * i + 1.0) / GAPS - 1)))
            .toArray();
    oracles =
        IntStream.range(0, GAPS)
            .mapToObj(
                i ->
                    new PollOracle(
                        gapsNanos[i], delayNanos, windowStartNanos, windowEndNanos, feeds))
            .toList();
  }

  @Override
  public double deliveryMeanNanos() {
    return byTime(PollOracle::deliveryMeanNanos);
  }

  @Override
  public double stalenessMeanNanos() {
    return byTime(PollOracle::stalenessMeanNanos);
  }

  @Override
  public double staleFraction() {
    return byTime(PollOracle::staleFraction);
  }

  @Override
  public double emptyPollRatio() {
    return oracles.stream().mapToDouble(PollOracle::emptyPollRatio).average().orElseThrow();
  }

  @Override
  public double ageMeanNanos() {
    return byTime(PollOracle::ageMeanNanos);
  }

  private double byTime(ToDoubleFunction<PollOracle> figure) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < GAPS; i++) {
      sum += gapsNanos[i] * figure.applyAsDouble(oracles.get(i));
      weights += gapsNanos[i];
    }
    return sum / weights;
  }
}
