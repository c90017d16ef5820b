package dev.pushpull.simulate.calibrate;

import java.util.List;
import java.util.Optional;

/**
 * The costs of two things that were only measured together, by least squares over trials: what a
 * share of one and the rest of the other cost on average.
 *
 * @param first what the first costs
 * @param second what the second costs
 */
record MixtureFit(double first, double second) {

  /** Less apart than this, noise would decide. */
  private static final double MIN_APART = 0.1;

  /**
   * One trial.
   *
   * @param share of the second, 0 to 1
   * @param mean cost of one, whichever it is
   */
  record Mixture(double share, double mean) {}

  /** Empty if the shares do not tell the two apart. */
  static Optional<MixtureFit> of(List<Mixture> trials) {
    var shares = trials.stream().mapToDouble(Mixture::share).summaryStatistics();
    if (trials.isEmpty() || shares.getMax() - shares.getMin() < MIN_APART) {
      return Optional.empty();
    }
    // A line through (share, mean): its ends are the two costs.
    double meanShare = shares.getAverage();
    double mean = trials.stream().mapToDouble(Mixture::mean).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (Mixture trial : trials) {
      products += (trial.share() - meanShare) * (trial.mean() - mean);
      squares += (trial.share() - meanShare) * (trial.share() - meanShare);
    }
    double slope = products / squares;
    double first = mean - slope * meanShare;
    return Optional.of(new MixtureFit(first, first + slope));
  }
}
