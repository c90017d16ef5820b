package dev.pushpull.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Figures as people read them: three significant digits, the same in every locale. */
public final class Numbers {

  /** Where there is no figure. */
  public static final String NONE = "—";

  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_UP);

  /** Smaller figures are 0 to a reader. */
  private static final double MIN_SHOWN = 5e-6;

  private static final int PLACES = 5;

  private Numbers() {}

  /** Such as {@code 0.00173}, {@code 0.912}, {@code 243}, {@code 20400}; never with an exponent. */
  public static String plain(double value) {
    return rounded(value, THREE);
  }

  /** The same with two digits, for tolerances. */
  public static String rough(double value) {
    return rounded(value, TWO);
  }

  private static String rounded(double value, MathContext digits) {
    if (Math.abs(value) < MIN_SHOWN) {
      return "0";
    }
    var rounded = new BigDecimal(value).round(digits);
    int integerDigits = rounded.precision() - rounded.scale();
    int places = Math.clamp(digits.getPrecision() - integerDigits, 0, PLACES);
    return rounded.setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  /** A figure that must take little room: two digits below 1, and at most three decimals. */
  public static String narrow(double value) {
    if (Math.abs(value) >= 1) {
      return plain(value);
    }
    var rounded = new BigDecimal(value).round(TWO);
    var cut = rounded.scale() > 3 ? rounded.setScale(3, RoundingMode.HALF_UP) : rounded;
    return cut.signum() == 0 ? "0" : cut.toPlainString();
  }

  /** A number without digits that say nothing, such as {@code 5} or {@code 0.5}. */
  public static String bare(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Such as {@code 912 µs}, {@code 243 ms}, {@code 1.99 s}. */
  public static String millis(double value) {
    if (Math.abs(value) >= 999.5) {
      return plain(value / 1e3) + " s";
    }
    return Math.abs(value) < 0.9995 && value != 0
        ? plain(value * 1e3) + " µs"
        : plain(value) + " ms";
  }

  /** Such as {@code 43 µs} or {@code 1.2 ms}. */
  public static String micros(double value) {
    return millis(value / 1e3);
  }

  /** Such as {@code 612 B} or {@code 4.12 KiB}. */
  public static String bytes(double value) {
    if (value < 1023.5) {
      return plain(value) + " B";
    }
    return value < 1023.5 * 1024
        ? plain(value / 1024) + " KiB"
        : plain(value / (1024 * 1024)) + " MiB";
  }

  /** Such as {@code 63.2 %}; from a share of 1. */
  public static String percent(double share) {
    return plain(share * 100) + " %";
  }

  /** A size that was asked for, such as {@code 64 B} or {@code 1 KiB}. */
  public static String size(int bytes) {
    return bytes > 0 && bytes % 1024 == 0 ? bytes / 1024 + " KiB" : bytes + " B";
  }

  /**
   * A small count without decimals where it has none, such as {@code 8}; else as {@link #plain}.
   */
  public static String count(double value) {
    return Math.abs(value) < 1_000 && value == Math.rint(value) ? bare(value) : plain(value);
  }
}
