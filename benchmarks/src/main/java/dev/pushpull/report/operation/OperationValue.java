package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationFigure;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Numbers;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A figure of an operation in one unit for each kind, so that figures can be compared with each
 * other whatever unit JMH gave them in.
 *
 * @param value in the unit
 * @param error half the 99.9 % confidence interval; empty where there is none
 * @param least of the forks
 * @param most of the forks
 * @param unit {@code us}, {@code B}, {@code /s}, nothing for a plain number, or JMH's own
 */
public record OperationValue(
    double value, OptionalDouble error, double least, double most, String unit) {

  /** The unit of times. */
  public static final String MICROS = "us";

  /** The unit of amounts of data. */
  public static final String BYTES = "B";

  /** The unit of throughput, in operations. */
  public static final String PER_SECOND = "/s";

  private static final String RATE = "ops/";

  private static final Map<String, Double> MICROS_OF =
      Map.of("ns", 1e-3, "us", 1.0, "µs", 1.0, "ms", 1e3, "s", 1e6, "min", 60e6, "m", 60e6);

  /** A figure as it was stored. */
  public static OperationValue of(OperationFigure figure) {
    String unit = Printable.line(figure.unit());
    if (unit.startsWith(RATE)) {
      Double micros = MICROS_OF.get(unit.substring(RATE.length()));
      return micros == null ? scaled(figure, 1, unit) : scaled(figure, 1e6 / micros, PER_SECOND);
    }
    String one = unit.endsWith("/op") ? unit.substring(0, unit.length() - 3) : unit;
    Double micros = MICROS_OF.get(one);
    return micros == null ? scaled(figure, 1, one) : scaled(figure, micros, MICROS);
  }

  private static OperationValue scaled(OperationFigure figure, double factor, String unit) {
    Double error = figure.error();
    return new OperationValue(
        figure.value() * factor,
        error == null ? OptionalDouble.empty() : OptionalDouble.of(error * factor),
        figure.least() * factor,
        figure.most() * factor,
        unit);
  }

  /** Whether it is a time. */
  public boolean isTime() {
    return unit.equals(MICROS);
  }

  /** With its unit, such as {@code 71.2 µs}. */
  public String text() {
    return switch (unit) {
      case MICROS -> time(value);
      case BYTES -> Numbers.bytes(value);
      case PER_SECOND -> Numbers.plain(value) + " /s";
      case "" -> Numbers.plain(value);
      default -> Numbers.plain(value) + " " + unit;
    };
  }

  /** Microseconds, such as {@code 43 ns} or {@code 1.2 ms}. */
  public static String time(double micros) {
    if (micros == 0) {
      return "0 µs";
    }
    return Math.abs(micros) < 0.9995 ? Numbers.plain(micros * 1e3) + " ns" : Numbers.micros(micros);
  }
}
