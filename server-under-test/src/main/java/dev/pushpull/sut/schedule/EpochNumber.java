package dev.pushpull.sut.schedule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Instants as a number since 1970. Seconds, milliseconds, microseconds and nanoseconds are told
 * apart by their magnitude: from 1973 to 5138 no number fits two of them.
 */
final class EpochNumber {

  private static final BigDecimal LEAST_MILLIS = BigDecimal.TEN.pow(11);
  private static final BigDecimal LEAST_MICROS = BigDecimal.TEN.pow(14);
  private static final BigDecimal LEAST_NANOS = BigDecimal.TEN.pow(17);
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(IsoInstant.LAST_DAY * 86_400);

  private static final Pattern FORM =
      Pattern.compile("[+-]?\\d{1,25}(?:[.,]\\d{1,18})?(?:[eE][+-]?\\d{1,2})?");

  private EpochNumber() {}

  /**
   * The number that a text is.
   *
   * @throws NoInstantException if it is none, or is below 0
   */
  static BigDecimal parse(String text) {
    var match = FORM.matcher(text);
    if (!match.lookingAt()) {
      throw new NoInstantException(0, "is not an instant");
    }
    if (match.end() < text.length()) {
      throw new NoInstantException(
          match.end(), "is not an instant: '" + text.charAt(match.end()) + "' is unexpected");
    }
    var number = new BigDecimal(text.replace(',', '.'));
    if (number.signum() < 0) {
      throw new NoInstantException(0, "is negative: instants before 1970 are not supported");
    }
    return number;
  }

  /**
   * What it counts.
   *
   * @throws NoInstantException if it is beyond what is read
   */
  static InstantForm form(BigDecimal number) {
    InstantForm form = byMagnitude(number);
    if (number.movePointLeft(places(form)).compareTo(LAST_SECOND) > 0) {
      throw new NoInstantException(
          0, "is out of range: instants must lie between 1970 and 2200, read as " + form);
    }
    return form;
  }

  private static InstantForm byMagnitude(BigDecimal number) {
    if (number.compareTo(LEAST_NANOS) >= 0) {
      return InstantForm.EPOCH_NANOS;
    }
    if (number.compareTo(LEAST_MICROS) >= 0) {
      return InstantForm.EPOCH_MICROS;
    }
    return number.compareTo(LEAST_MILLIS) >= 0
        ? InstantForm.EPOCH_MILLIS
        : InstantForm.EPOCH_SECONDS;
  }

  /** Ns since 1970. */
  static long nanos(BigDecimal number, InstantForm form) {
    return number
        .movePointRight(9 - places(form))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** By how many places a number is larger than seconds. */
  private static int places(InstantForm form) {
    return switch (form) {
      case EPOCH_MILLIS -> 3;
      case EPOCH_MICROS -> 6;
      case EPOCH_NANOS -> 9;
      case EPOCH_SECONDS, ISO, ISO_WITHOUT_ZONE -> 0;
    };
  }
}
