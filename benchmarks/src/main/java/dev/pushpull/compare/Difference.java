package dev.pushpull.compare;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far the candidate's figure lies from the base's, candidate less base, with Student's t as the
 * law of its error.
 *
 * <p>Figures that are all above 0 are compared by their logarithms, so that the difference is a
 * ratio (of geometric means) and the long right tails of latencies and of CPU weigh less; others by
 * their plain values. Pairs: the mean of the differences. Two samples: Welch, with the degrees of
 * freedom of Satterthwaite, which supposes no equal spread.
 *
 * <p>The standard error is never below the last digit that is stored (6 of them). So two constant
 * figures, as bytes often are, differ for sure if they differ by more than that, and a difference
 * in the last digit of rounding never counts: without a floor t would be 0/0 or endless.
 *
 * @param relative whether {@code mean} and {@code standardError} are on logarithms; else they are
 *     in the metric's unit
 * @param mean estimate of the difference
 * @param standardError of the mean, above 0 unless all values are 0
 * @param degreesOfFreedom of Student's t, 1 or more
 */
public record Difference(
    boolean relative, double mean, double standardError, double degreesOfFreedom) {

  private static final double RESOLUTION = 1e-5;
  private static final double TAIL = 0.025;

  /**
   * What remains possible, in the unit of {@link #value}.
   *
   * @param low lower end
   * @param high upper end
   */
  public record Interval(double low, double high) {}

  /** Of samples that support a difference: two values or more on each side, pairs in one order. */
  public static Difference of(Evidence evidence) {
    double[] base = evidence.base().toArray();
    double[] candidate = evidence.candidate().toArray();
    boolean relative = positive(base) && positive(candidate);
    double[] from = relative ? logarithms(base) : base;
    double[] to = relative ? logarithms(candidate) : candidate;
    double least = RESOLUTION * (relative ? 1 : Math.max(largest(base), largest(candidate)));
    return evidence.paired() ? paired(relative, from, to, least) : welch(relative, from, to, least);
  }

  private static Difference paired(boolean relative, double[] from, double[] to, double least) {
    double[] steps = IntStream.range(0, from.length).mapToDouble(i -> to[i] - from[i]).toArray();
    double error = Math.sqrt(squaredError(steps));
    return new Difference(relative, mean(steps), Math.max(error, least), steps.length - 1);
  }

  private static Difference welch(boolean relative, double[] from, double[] to, double least) {
    double a = squaredError(from);
    double b = squaredError(to);
    double error = Math.sqrt(a + b);
    double freedom =
        error <= least
            ? Math.min(from.length, to.length) - 1
            : (a + b) * (a + b) / (a * a / (from.length - 1) + b * b / (to.length - 1));
    return new Difference(relative, mean(to) - mean(from), Math.max(error, least), freedom);
  }

  /** The difference as people read it: a share of the base (0.1: 10 % more) or in the unit. */
  public double value() {
    return shown(mean);
  }

  /** The 95 % confidence interval of this difference alone, not adjusted for others. */
  public Interval interval95() {
    if (standardError == 0) {
      return new Interval(0, 0);
    }
    double reach =
        TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(TAIL) * standardError;
    return new Interval(shown(mean - reach), shown(mean + reach));
  }

  /** How probable a difference at least so large is by chance alone, two-sided, not adjusted. */
  double pValue() {
    if (mean == 0) {
      return 1;
    }
    double t = Math.abs(mean) / standardError;
    return Math.min(1, 2 * TDistribution.of(degreesOfFreedom).survivalProbability(t));
  }

  private double shown(double amount) {
    return relative ? Math.expm1(amount) : amount;
  }

  private static boolean positive(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }

  private static double[] logarithms(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The square of the mean's standard error. */
  private static double squaredError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return squares / (values.length - 1) / values.length;
  }
}
