package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** One figure of several independent simulations, held against what theory expects. */
final class Replicas {

  /** A histogram's buckets are that wide, relative to what they hold. */
  static final double BUCKET = 1.0 / 1_024;

  private static final double SHARE = 0.01;
  private static final double STANDARD_ERRORS = 4;

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double mean() {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  double standardError() {
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }

  /** Within 1 % and within 4 standard errors. */
  void agreeWith(String what, double expected) {
    agreeWith(what, expected, 0);
  }

  /**
   * The same.
   *
   * @param rounding by how much a value may be off before anything is drawn
   */
  void agreeWith(String what, double expected, double rounding) {
    double off = Math.abs(mean() - expected);
    String told =
        "%s: expected %.6g, simulated %.6g ± %.2g"
            .formatted(what, expected, mean(), standardError());
    assertThat(off).as(told).isLessThanOrEqualTo(SHARE * expected + 1e-12);
    isNear(told, expected, rounding);
  }

  /** Within 4 standard errors, for what is too rare to be known to 1 %. */
  void isNear(String what, double expected, double rounding) {
    double allowed = STANDARD_ERRORS * standardError() + rounding + 1e-9 * expected;
    assertThat(Math.abs(mean() - expected)).as(what).isLessThanOrEqualTo(allowed);
  }
}
