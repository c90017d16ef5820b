package dev.pushpull.sut.schedule;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a job takes from its acceptance to its end. A value of this type is a description;
 * {@link #sampleNanos} draws from it, depending on nothing but the description and the random
 * numbers.
 */
public sealed interface ServiceTime {

  /** No sample is longer, so that instants do not overflow: 11 days. */
  long LONGEST_NANOS = 1_000_000_000_000_000L;

  /** One job's time in ns, 0 to {@value #LONGEST_NANOS}. */
  default long sampleNanos(RandomGenerator random) {
    double nanos =
        switch (this) {
          case Constant(var always) -> always;
          case Exponential(var mean) -> -Math.log1p(-random.nextDouble()) * mean;
          case LogNormal(var median, var sigma) -> median * Math.exp(sigma * random.nextGaussian());
        };
    return Math.min(LONGEST_NANOS, Math.round(nanos));
  }

  /** The mean of the distribution, in ns. */
  long meanNanos();

  /**
   * What a server that knows the distribution would say of a job that is not done yet: the mean
   * less the time gone; the mean itself where that is memoryless.
   *
   * @param elapsedNanos since its acceptance
   * @return in ns, at least 0
   */
  default long expectedRemainingNanos(long elapsedNanos) {
    return this instanceof Exponential ? meanNanos() : Math.max(0, meanNanos() - elapsedNanos);
  }

  /** Each job takes the same time. */
  record Constant(long meanNanos) implements ServiceTime {
    /** Checks that it lasts 1 ms to 1 h. */
    public Constant {
      Spans.check("a constant service time", meanNanos);
    }

    @Override
    public String toString() {
      return "constant:" + Spans.format(meanNanos);
    }
  }

  /** Exponentially distributed: −mean · ln(1 − u). */
  record Exponential(long meanNanos) implements ServiceTime {
    /** Checks that the mean is 1 ms to 1 h. */
    public Exponential {
      Spans.check("an exponential service time's mean", meanNanos);
    }

    @Override
    public String toString() {
      return "exponential:" + Spans.format(meanNanos);
    }
  }

  /**
   * Log-normally distributed: median · e^(sigma · z), z standard normal; its mean is median ·
   * e^(sigma²/2).
   *
   * @param medianNanos half the jobs take less
   * @param sigma of the logarithm, above 0, to 2
   */
  record LogNormal(long medianNanos, double sigma) implements ServiceTime {
    /** Checks that the median is 1 ms to 1 h, and sigma's bounds. */
    public LogNormal {
      Spans.check("a log-normal service time's median", medianNanos);
      if (!(sigma > 0 && sigma <= 2)) {
        throw new IllegalArgumentException(
            "a log-normal service time's sigma must be above 0, to 2, but is " + sigma);
      }
    }

    @Override
    public long meanNanos() {
      return Math.round(medianNanos * Math.exp(sigma * sigma / 2));
    }

    @Override
    public String toString() {
      return "lognormal:" + Spans.format(medianNanos) + "," + Arrivals.Rates.plain(sigma);
    }
  }

  /**
   * Reads {@code constant:2s}, {@code exponential:2s} (mean) or {@code lognormal:2s,0.5} (median
   * and sigma).
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static ServiceTime parse(String text) {
    Matcher match = Spans.FORM.matcher(text);
    if (!match.matches()
        || match.group("kind").equals("lognormal") != (match.group("sigma") != null)) {
      throw new IllegalArgumentException(
          "a service time must be constant:TIME, exponential:MEAN or lognormal:MEDIAN,SIGMA, such"
              + " as exponential:2s, but is '"
              + text
              + "'");
    }
    long nanos = Spans.nanos(match.group("number"), match.group("unit"));
    return switch (match.group("kind")) {
      case "constant" -> new Constant(nanos);
      case "exponential" -> new Exponential(nanos);
      default -> new LogNormal(nanos, Double.parseDouble(match.group("sigma")));
    };
  }

  /** Spans of time such as {@code 2s}: reading, writing, bounds. */
  final class Spans {
    private static final long MIN_NANOS = 1_000_000L;
    private static final long MAX_NANOS = 3_600_000_000_000L;

    private static final Pattern FORM =
        Pattern.compile(
            "(?<kind>constant|exponential|lognormal):"
                + "(?<number>[0-9]{1,9}(?:\\.[0-9]{1,9})?)(?<unit>us|ms|s|m|h)"
                + "(?:,(?<sigma>[0-9]{1,3}(?:\\.[0-9]{1,9})?))?");

    private Spans() {}

    private static long nanos(String number, String unit) {
      long unitNanos =
          switch (unit) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
          };
      try {
        return new BigDecimal(number).multiply(new BigDecimal(unitNanos)).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "a service time is in whole ns, but '" + number + unit + "' is not", e);
      }
    }

    /** In the largest unit, to seconds, that gives a whole number; else in microseconds. */
    private static String format(long nanos) {
      if (nanos % 1_000_000_000L == 0) {
        return nanos / 1_000_000_000L + "s";
      }
      if (nanos % 1_000_000L == 0) {
        return nanos / 1_000_000L + "ms";
      }
      return BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString() + "us";
    }

    private static void check(String key, long nanos) {
      if (nanos < MIN_NANOS || nanos > MAX_NANOS) {
        throw new IllegalArgumentException(
            "%s must be %s to %s, but is %s"
                .formatted(key, format(MIN_NANOS), format(MAX_NANOS), format(nanos)));
      }
    }
  }
}
