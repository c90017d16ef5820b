package dev.pushpull.tune;

import dev.pushpull.text.Numbers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all subscribers together may cost at most: {@code requests<=500/s}, {@code bytes<=2MB/s},
 * {@code cpu<=1.5} (cores).
 *
 * @param kind of what; money has no budget
 * @param perSecond requests, bytes, or seconds of CPU, per second
 * @param text as it was written
 */
public record Budget(CostKind kind, double perSecond, String text) {

  private record Limit(String form, double max) {}

  private static final Map<CostKind, Limit> LIMITS =
      new EnumMap<>(
          Map.of(
              CostKind.REQUESTS, new Limit("such as 500/s", 1e9),
              CostKind.BYTES, new Limit("such as 2MB/s, in B, kB, MB, GB, KiB, MiB or GiB", 1e12),
              CostKind.CPU, new Limit("a number of cores, such as 1.5", 10_000)));

  private static final Map<String, Double> BYTES =
      Map.of(
          "B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9, "KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30);

  private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|<|>|=)\\s*(.*\\S)\\s*");
  private static final Pattern AMOUNT =
      Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(B|kB|MB|GB|KiB|MiB|GiB)?\\s*(/s|cores?)?");

  /** Checks the bound; the message names the key, the bound and the value. */
  public Budget {
    double max = limit(kind).max;
    if (!(perSecond > 0 && perSecond <= max)) {
      throw new IllegalArgumentException(
          "budget '%s': %s must be above 0 and at most %s, but is %s"
              .formatted(text, kind, Numbers.bare(max), Numbers.bare(perSecond)));
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
    CostKind kind =
        Words.parse(
            List.copyOf(LIMITS.keySet()), match.group(1), "budget '%s': key".formatted(text));
    if (!match.group(2).equals("<=")) {
      throw new IllegalArgumentException(
          "budget '%s': a budget is an upper limit; write %s<=%s"
              .formatted(text, kind, match.group(3)));
    }
    return new Budget(kind, amount(text, kind, match.group(3)), text.strip());
  }

  private static double amount(String text, CostKind kind, String written) {
    Matcher match = AMOUNT.matcher(written);
    if (match.matches()
        && (match.group(2) != null) == (kind == CostKind.BYTES)
        && "/s".equals(match.group(3)) == (kind != CostKind.CPU)) {
      double number = Double.parseDouble(match.group(1));
      return match.group(2) == null ? number : number * BYTES.getOrDefault(match.group(2), 1.0);
    }
    throw new IllegalArgumentException(
        "budget '%s': %s must be %s, but is '%s'".formatted(text, kind, limit(kind).form, written));
  }

  private static Limit limit(CostKind kind) {
    return Objects.requireNonNull(LIMITS.get(kind), "money has no budget");
  }

  @Override
  public String toString() {
    return text;
  }
}
