package dev.pushpull.spec;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, such as {@code 600ms}, {@code 5%}, {@code 4KiB} or {@code 200}.
 *
 * @param number as it was written
 * @param unit plain where none was written
 */
public record Quantity(BigDecimal number, Unit unit) {

  /** What is measured; figures of different dimensions do not compare. */
  public enum Dimension {
    /** Base ms. */
    TIME("a duration such as 250ms"),
    /** Base byte. */
    BYTES("bytes such as 200 or 4KiB"),
    /** Base 1, so that 5% is 0.05. */
    SHARE("a share such as 5% or 0.05"),
    /** No unit. */
    NUMBER("a plain number");

    private final String expected;

    Dimension(String expected) {
      this.expected = expected;
    }

    /** How a value of it is written, for messages. */
    public String expected() {
      return expected;
    }
  }

  /** A unit: its sign, and how many of the dimension's base it is. */
  public enum Unit {
    PLAIN("", Dimension.NUMBER, "1"),
    MICROSECOND("us", Dimension.TIME, "0.001"),
    MILLISECOND("ms", Dimension.TIME, "1"),
    SECOND("s", Dimension.TIME, "1000"),
    MINUTE("m", Dimension.TIME, "60000"),
    PERCENT("%", Dimension.SHARE, "0.01"),
    BYTE("B", Dimension.BYTES, "1"),
    KIBIBYTE("KiB", Dimension.BYTES, "1024"),
    MEBIBYTE("MiB", Dimension.BYTES, "1048576");

    private final String sign;
    private final Dimension dimension;
    private final BigDecimal base;

    Unit(String sign, Dimension dimension, String base) {
      this.sign = sign;
      this.dimension = dimension;
      this.base = new BigDecimal(base);
    }

    private static Unit of(String sign) {
      String ascii = sign.replace('\u00b5', 'u').replace('\u03bc', 'u');
      for (Unit unit : values()) {
        if (unit.sign.equals(ascii)) {
          return unit;
        }
      }
      throw new IllegalArgumentException(
          "unit must be us, ms, s, m, %, B, KiB, MiB or none, but is '" + sign + "'");
    }
  }

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([^\\d\\s.]*)");

  /**
   * Reads a quantity; {@code µs} is {@code us}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Quantity parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected a value such as 600ms, 5%, 4KiB or 200, but got '" + text + "'");
    }
    return new Quantity(new BigDecimal(match.group(1)), Unit.of(match.group(2)));
  }

  /** What is measured. */
  public Dimension dimension() {
    return unit.dimension;
  }

  /** In the dimension's base: ms, bytes, a share of 1, or a plain number. */
  public double inBase() {
    return number.multiply(unit.base).doubleValue();
  }

  @Override
  public String toString() {
    return number.toPlainString() + unit.sign;
  }
}
