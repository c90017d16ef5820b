package dev.pushpull.tune;

import java.util.List;
import java.util.Locale;

/** What the cheapest has least of. */
public enum CostKind {
  /** Requests per second at the server. */
  REQUESTS,
  /** Bytes per second on the server's sockets, both directions. */
  BYTES,
  /** Server CPU, in cores. */
  CPU,
  /** What the price list makes of it, per month of 730 h. */
  MONEY;

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static CostKind parse(String text) {
    return Words.parse(List.of(values()), text, "cost");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
