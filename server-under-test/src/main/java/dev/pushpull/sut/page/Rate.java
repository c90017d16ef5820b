package dev.pushpull.sut.page;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How often the page's feed changes, as its slider says.
 *
 * @param perSecond updates per second, {@value #MIN} to {@value #MAX}
 * @param gaps how the time between them comes
 */
public record Rate(double perSecond, Gaps gaps) {

  static final double MIN = 0.05;
  static final double MAX = 20;

  /** One update a second, at random: what a page shows first. */
  static final Rate INITIAL = new Rate(1, Gaps.POISSON);

  private static final double SECOND_NANOS = 1e9;

  /** How the time between updates comes. */
  public enum Gaps {
    /** All alike. */
    PERIODIC,
    /** Independent and exponentially distributed. */
    POISSON;

    /** As it is spelled in arrivals and addresses. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the bounds; the message names the key, the bound and the value. */
  public Rate {
    if (!(perSecond >= MIN && perSecond <= MAX)) {
      throw new IllegalArgumentException(
          "perSecond must be %s to %s, but is %s".formatted(MIN, MAX, perSecond));
    }
  }

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException that names the key, the bound and the value
   */
  static Rate parse(String perSecond, String gaps) {
    double rate;
    try {
      rate = Double.parseDouble(perSecond);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "perSecond must be a number, but is '" + perSecond + "'", e);
    }
    return switch (gaps) {
      case "periodic" -> new Rate(rate, Gaps.PERIODIC);
      case "poisson" -> new Rate(rate, Gaps.POISSON);
      default ->
          throw new IllegalArgumentException(
              "arrivals must be periodic or poisson, but is '" + gaps + "'");
    };
  }

  /** Until the next update, in ns. */
  long gapNanos(RandomGenerator random) {
    double means = gaps == Gaps.PERIODIC ? 1 : -Math.log1p(-random.nextDouble());
    return Math.round(means * SECOND_NANOS / perSecond);
  }
}
