package dev.pushpull.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 500us}, {@code
 * 4m}.
 */
public final class Durations {

  private static final long MINUTE = 60_000_000_000L;
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");

  private static final Map<String, Long> UNITS =
      Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", MINUTE, "h", 60 * MINUTE);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Duration parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected a duration such as 250ms, 2s or 1m, but got '" + text + "'");
    }
    long unitNanos = UNITS.getOrDefault(match.group(2), 0L);
    var nanos = new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unitNanos));
    try {
      return Duration.ofNanos(nanos.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "duration '" + text + "' is shorter than 1 ns or too long", e);
    }
  }

  /**
   * The shortest form that {@link #parse} reads back, in the largest unit that gives a whole
   * number.
   */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos != 0 && nanos % 1_000_000_000L == 0) {
      return nanos / 1_000_000_000L + "s";
    }
    if (nanos % 1_000_000L == 0) {
      return nanos / 1_000_000L + "ms";
    }
    return BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString() + "us";
  }

  /** Rounded to whole seconds for people, such as {@code 2 min 41 s}. */
  public static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
  }

  /**
   * Checks a duration against bounds.
   *
   * @param key what the duration is called, for the message
   * @throws IllegalArgumentException that names key, bounds and value
   */
  public static Duration check(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, but is %s"
              .formatted(key, format(least), format(most), format(value)));
    }
    return value;
  }
}
