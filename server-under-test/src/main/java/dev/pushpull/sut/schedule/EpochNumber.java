package dev.pushpull.sut.schedule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Instants as a number since 1970. Seconds, milliseconds, microseconds and nanoseconds are told
 * apart by their magnitude: from 1973 to 5138 no number fits two of them.
 */
final class EpochNumber {

  /** Of the integral part of seconds; each finer unit has three more. */
  private static final int MAX_DIGITS_OF_SECONDS = 11;

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
    if (number.movePointLeft(form.places).compareTo(LAST_SECOND) > 0) {
      throw new NoInstantException(
          0, "is out of range: instants must lie between 1970 and 2200, read as " + form);
    }
    return form;
  }

  private static InstantForm byMagnitude(BigDecimal number) {
    int more = number.precision() - number.scale() - MAX_DIGITS_OF_SECONDS;
    return switch (Math.ceilDiv(Math.max(more, 0), 3)) {
      case 0 -> InstantForm.EPOCH_SECONDS;
      case 1 -> InstantForm.EPOCH_MILLIS;
      case 2 -> InstantForm.EPOCH_MICROS;
      default -> InstantForm.EPOCH_NANOS;
    };
  }

  /** Ns since 1970. */
  static long nanos(BigDecimal number, InstantForm form) {
    return number
        .movePointRight(9 - form.places)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
