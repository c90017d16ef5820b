package dev.pushpull.tune;

import dev.pushpull.spec.Requirement.Operator;
import java.util.Collection;
import java.util.Optional;

/**
 * Objectives that nothing can meet together, found without predicting anything: a figure above and
 * below, a lower percentile above a higher one, and a mean too small for a percentile (Markov's
 * inequality: if a share 1 − q of the values reaches x, their mean is at least (1 − q)·x).
 */
final class Contradictions {

  private Contradictions() {}

  /**
   * Checks every pair.
   *
   * @throws IllegalArgumentException that names two objectives and why they exclude each other
   */
  static void check(Collection<Objective> objectives) {
    for (Objective high : objectives) {
      for (Objective low : objectives) {
        if (high.wantsMore() && !low.wantsMore()) {
          why(low, high)
              .ifPresent(
                  reason -> {
                    throw new IllegalArgumentException(
                        "objectives '%s' and '%s' contradict each other: %s"
                            .formatted(low, high, reason));
                  });
        }
      }
    }
  }

  private static Optional<String> why(Objective low, Objective high) {
    String group = group(low.metric());
    if (!group.equals(group(high.metric()))) {
      return Optional.empty();
    }
    if (low.metric().equals(high.metric())) {
      return exclude(low, high, 1) ? Optional.of("no figure is both") : Optional.empty();
    }
    double lowShare = low.share().orElse(2.0);
    double highShare = high.share().orElse(2.0);
    if (lowShare < 1 && highShare < lowShare && exclude(low, high, 1)) {
      return Optional.of("a lower percentile is never above a higher one");
    }
    if (low.metric().endsWith(".mean") && highShare < 1 && exclude(low, high, 1 - highShare)) {
      return Optional.of(
          "with %s %% of the values so high, the mean is higher too"
              .formatted(Math.round((1 - highShare) * 1000) / 10.0));
    }
    return Optional.empty();
  }

  /** Whether no value is within {@code low} while its share of a value within {@code high} is. */
  private static boolean exclude(Objective low, Objective high, double factor) {
    double most = low.bound();
    double least = high.bound() * factor;
    boolean touch =
        low.requirement().operator() == Operator.AT_MOST
            && high.requirement().operator() == Operator.AT_LEAST;
    return touch ? least > most : least >= most;
  }

  private static String group(String metric) {
    return metric.substring(0, metric.lastIndexOf('.'))
        + (metric.startsWith("overhead.") ? metric : "");
  }
}
