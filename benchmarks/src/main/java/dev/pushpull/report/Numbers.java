package dev.pushpull.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Figures as people read them: three significant digits, the same in every locale. */
final class Numbers {

  /** Where there is no figure. */
  static final String NONE = "—";

  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

  private Numbers() {}

  /** Such as {@code 0.912}, {@code 243}, {@code 20400}; never with an exponent. */
  static String plain(double value) {
    if (Math.abs(value) < 5e-4) {
      return "0";
    }
    int places = Math.abs(value) < 1 ? 3 : 3 - integerDigits(value);
    var rounded = new BigDecimal(value).setScale(Math.max(0, places), RoundingMode.HALF_UP);
    return (rounded.precision() > 3 ? rounded.round(THREE) : rounded).toPlainString();
  }

  private static int integerDigits(double value) {
    return new BigDecimal(Math.abs(value)).toBigInteger().toString().length();
  }

  /** Such as {@code 912 µs}, {@code 243 ms}, {@code 1.99 s}. */
  static String millis(double value) {
    if (Math.abs(value) >= 999.5) {
      return plain(value / 1e3) + " s";
    }
    return Math.abs(value) < 0.9995 && value != 0
        ? plain(value * 1e3) + " µs"
        : plain(value) + " ms";
  }

  /** Such as {@code 43 µs} or {@code 1.2 ms}. */
  static String micros(double value) {
    return millis(value / 1e3);
  }

  /** Such as {@code 612 B} or {@code 4.12 KiB}. */
  static String bytes(double value) {
    if (value < 1023.5) {
      return plain(value) + " B";
    }
    return value < 1023.5 * 1024
        ? plain(value / 1024) + " KiB"
        : plain(value / (1024 * 1024)) + " MiB";
  }

  /** Such as {@code 63.2 %}; from a share of 1. */
  static String percent(double share) {
    return plain(share * 100) + " %";
  }
}
