package dev.pushpull.sut.page;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How often the page's feed changes, as its slider says.
 *
 * @param perSecond updates per second, {@value #LEAST} to {@value #MOST}
 * @param gaps how the time between them comes
 */
public record Rate(double perSecond, Gaps gaps) {

  static final double LEAST = 0.05;
  static final double MOST = 20;

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
    String spelled() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the bounds; the message names the key, the bound and the value. */
  public Rate {
    if (!(perSecond >= LEAST && perSecond <= MOST)) {
      throw new IllegalArgumentException(
          "perSecond must be %s to %s, but is %s".formatted(LEAST, MOST, perSecond));
    }
  }

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException that names the key, the bound and the value
   */
  static Rate parse(String perSecond, String gaps) {
    return new Rate(number(perSecond), gaps(gaps));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("perSecond must be a number, but is '" + text + "'", e);
    }
  }

  private static Gaps gaps(String text) {
    for (Gaps gaps : Gaps.values()) {
      if (gaps.spelled().equals(text)) {
        return gaps;
      }
    }
    throw new IllegalArgumentException(
        "arrivals must be periodic or poisson, but is '" + text + "'");
  }

  /** Until the next update, in ns. */
  long gapNanos(RandomGenerator random) {
    double gap =
        switch (gaps) {
          case PERIODIC -> SECOND_NANOS / perSecond;
          case POISSON -> -Math.log1p(-random.nextDouble()) * SECOND_NANOS / perSecond;
        };
    return Math.round(gap);
  }
}
