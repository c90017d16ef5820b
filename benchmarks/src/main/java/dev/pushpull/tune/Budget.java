package dev.pushpull.tune;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all subscribers together may cost at most: {@code requests<=500/s}, {@code bytes<=2MB/s},
 * {@code cpu<=1.5} (cores).
 *
 * @param kind of what
 * @param perSecond requests, bytes, or seconds of CPU, per second
 * @param text as it was written
 */
public record Budget(Kind kind, double perSecond, String text) {

  /** What can run short. */
  public enum Kind {
    REQUESTS("such as 500/s", 1e9),
    BYTES("such as 2MB/s, in B, kB, MB, GB, KiB, MiB or GiB", 1e12),
    CPU("a number of cores, such as 1.5", 10_000);

    private final String form;
    private final double most;

    Kind(String form, double most) {
      this.form = form;
      this.most = most;
    }

    private boolean takes(@Nullable String unit, @Nullable String per) {
      return switch (this) {
        case REQUESTS -> unit == null && "/s".equals(per);
        case BYTES -> unit != null && "/s".equals(per);
        case CPU -> unit == null && !"/s".equals(per);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|<|>|=)\\s*(.*\\S)\\s*");
  private static final Pattern AMOUNT =
      Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(B|kB|MB|GB|KiB|MiB|GiB)?\\s*(/s|cores?)?");

  /** Checks the bound; the message names the key, the bound and the value. */
  public Budget {
    if (!(perSecond > 0 && perSecond <= kind.most)) {
      throw new IllegalArgumentException(
          "budget '%s': %s must be above 0 and at most %s, but is %s"
              .formatted(text, kind, plain(kind.most), plain(perSecond)));
    }
  }

  /**
   * Reads a budget.
   *
   * @throws IllegalArgumentException that names the key, what was expected and what came
   */
  public static Budget parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "a budget must be requests<=N/s, bytes<=N/s or cpu<=CORES, but is '" + text + "'");
    }
    Kind kind = kind(text, match.group(1));
    if (!match.group(2).equals("<=")) {
      throw new IllegalArgumentException(
          "budget '%s': a budget is an upper limit; write %s<=%s"
              .formatted(text, kind, match.group(3)));
    }
    return new Budget(kind, amount(text, kind, match.group(3)), text.strip());
  }

  private static Kind kind(String text, String key) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.toString().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "budget '%s': key must be %s, but is '%s'"
                        .formatted(
                            text,
                            Arrays.stream(Kind.values())
                                .map(Kind::toString)
                                .collect(Collectors.joining(", ")),
                            key)));
  }

  private static double amount(String text, Kind kind, String written) {
    Matcher match = AMOUNT.matcher(written);
    if (match.matches() && kind.takes(match.group(2), match.group(3))) {
      return Double.parseDouble(match.group(1)) * factor(match.group(2));
    }
    throw new IllegalArgumentException(
        "budget '%s': %s must be %s, but is '%s'".formatted(text, kind, kind.form, written));
  }

  private static double factor(@Nullable String unit) {
    return switch (unit) {
      case null -> 1;
      case "kB" -> 1e3;
      case "MB" -> 1e6;
      case "GB" -> 1e9;
      case "KiB" -> 1024;
      case "MiB" -> 1024.0 * 1024;
      case "GiB" -> 1024.0 * 1024 * 1024;
      default -> 1;
    };
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return text;
  }
}
