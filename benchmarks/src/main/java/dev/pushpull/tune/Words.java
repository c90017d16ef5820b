package dev.pushpull.tune;

import dev.pushpull.report.MetricText;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures, costs and names as people read and write them, the same in every locale. */
public final class Words {

  private static final double KILO = 1e3;

  private Words() {}

  /** A metric's figure with its unit, such as {@code 1.71 s}; a dash if there is none. */
  public static String figure(String metric, @Nullable Double value) {
    return value == null ? Numbers.NONE : MetricText.of(metric, value);
  }

  /** How many, such as {@code 100 subscribers}. */
  public static String count(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  /** A metric as a heading, such as {@code staleness p95}. */
  public static String title(String metric) {
    String name = metric.replace("overhead.", "").replace("Ms.", " ").replace('.', ' ');
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  /** A cost with its unit, such as {@code 15.2 kB/s}; bytes by thousands, as bandwidth is. */
  public static String cost(CostKind kind, double value) {
    return switch (kind) {
      case REQUESTS -> Numbers.plain(value) + " requests/s";
      case BYTES ->
          value < KILO
              ? Numbers.plain(value) + " B/s"
              : value < KILO * KILO
                  ? Numbers.plain(value / KILO) + " kB/s"
                  : Numbers.plain(value / (KILO * KILO)) + " MB/s";
      case CPU -> Numbers.plain(value) + " cores";
      case MONEY -> money(value, "");
    };
  }

  /** Money per month, such as {@code 145 USD a month}. */
  public static String money(double perMonth, String currency) {
    String unit = currency.isEmpty() ? "" : " " + currency;
    return Numbers.plain(perMonth) + unit + " a month";
  }

  /** A rate, such as {@code 0.2/s}; slow ones per minute, hour or day. */
  public static String rate(double perSecond) {
    if (perSecond >= 0.1) {
      return Numbers.plain(perSecond) + "/s";
    }
    if (perSecond * 3_600 < 0.1) {
      return Numbers.plain(perSecond * 86_400) + "/day";
    }
    return perSecond * 60 >= 0.1
        ? Numbers.plain(perSecond * 60) + "/min"
        : Numbers.plain(perSecond * 3_600) + "/h";
  }

  /** A time in s, such as {@code 1.7 s}, {@code 3.2 h} or {@code 12 days}. */
  public static String seconds(double seconds) {
    if (seconds == 0) {
      return "0 s";
    }
    if (seconds < 120) {
      return Numbers.millis(seconds * KILO);
    }
    if (seconds < 2 * 3_600) {
      return Numbers.plain(seconds / 60) + " min";
    }
    return seconds < 3 * 86_400
        ? Numbers.plain(seconds / 3_600) + " h"
        : Numbers.plain(seconds / 86_400) + " days";
  }

  /**
   * The one of some that is called so.
   *
   * @param what begins the message if there is none
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static <E> E parse(List<E> known, String text, String what) {
    return known.stream()
        .filter(each -> each.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be %s, but is '%s'".formatted(what, joined(known, ", "), text)));
  }

  /** What several are called, one after the other. */
  public static String joined(List<?> each, String separator) {
    return each.stream().map(Object::toString).collect(Collectors.joining(separator));
  }
}
