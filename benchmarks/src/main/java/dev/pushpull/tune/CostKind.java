package dev.pushpull.tune;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the cheapest has least of. */
public enum CostKind {
  /** Requests per second at the server. */
  REQUESTS("requests/s"),
  /** Bytes per second on the server's sockets, both directions. */
  BYTES("bytes/s"),
  /** Server CPU, in cores. */
  CPU("cores"),
  /** What the price list makes of it, per month of 730 h. */
  MONEY("money/month");

  private final String unit;

  CostKind(String unit) {
    this.unit = unit;
  }

  /** Such as {@code bytes/s}. */
  public String unit() {
    return unit;
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static CostKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cost must be %s, but is '%s'".formatted(names(), text)));
  }

  private static String names() {
    return Arrays.stream(values()).map(CostKind::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
