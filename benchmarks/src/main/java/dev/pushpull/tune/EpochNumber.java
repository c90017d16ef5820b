package dev.pushpull.tune;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Instants as seconds or milliseconds since 1970, told apart by their magnitude. */
final class EpochNumber {

  /** As seconds the year 5138, as milliseconds March 1973: no trace of today has both. */
  private static final BigDecimal LEAST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  private static final BigDecimal LEAST_MICROS = BigDecimal.valueOf(100_000_000_000_000L);

  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(IsoInstant.LAST_DAY * 86_400);

  private static final Pattern FORM = Pattern.compile("[+-]?\\d{1,25}(?:\\.\\d{1,18})?");

  private EpochNumber() {}

  static boolean looksLike(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * Seconds or milliseconds.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static InstantForm form(String text) {
    var number = new BigDecimal(text);
    if (number.signum() < 0) {
      throw new IllegalArgumentException("is before 1970");
    }
    if (number.compareTo(LEAST_MICROS) >= 0) {
      throw new IllegalArgumentException(
          "is out of range: epoch seconds and milliseconds are read, not microseconds");
    }
    boolean millis = number.compareTo(LEAST_MILLIS) >= 0;
    if (number.compareTo(millis ? LAST_SECOND.movePointRight(3) : LAST_SECOND) > 0) {
      throw new IllegalArgumentException("is out of range, 1970 to 2200");
    }
    return millis ? InstantForm.EPOCH_MILLIS : InstantForm.EPOCH_SECONDS;
  }

  /** Ns since 1970, in a form that {@link #form} found. */
  static long nanos(String text, InstantForm form) {
    int digits = form == InstantForm.EPOCH_MILLIS ? 6 : 9;
    return new BigDecimal(text)
        .movePointRight(digits)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
