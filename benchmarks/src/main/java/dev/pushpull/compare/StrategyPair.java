package dev.pushpull.compare;

import dev.pushpull.spec.StrategyName;

/**
 * Which strategy of the base is compared with which of the candidate. Names are opaque: a stored
 * run may hold any.
 *
 * @param base as the base run's trials name it
 * @param candidate as the candidate's do
 */
public record StrategyPair(String base, String candidate) {

  /** Two of one name. */
  public static StrategyPair same(String strategy) {
    return new StrategyPair(strategy, strategy);
  }

  /**
   * Reads {@code poll@500ms=poll@600ms}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static StrategyPair parse(String text) {
    int equals = text.indexOf('=');
    String base = equals < 0 ? "" : text.substring(0, equals).strip();
    String candidate = text.substring(equals + 1).strip();
    if (base.isEmpty() || candidate.isEmpty()) {
      throw new IllegalArgumentException(
          "invalid pair: expected BASE=CANDIDATE, such as poll@500ms=poll@600ms, but got '"
              + text
              + "'");
    }
    return new StrategyPair(today(base), today(candidate));
  }

  private static String today(String name) {
    return name.equals(StrategyName.OLD_FLOOR) ? StrategyName.parse(name).toString() : name;
  }

  /** Whether a user who names this strategy means the pair. */
  boolean isAbout(String strategy) {
    return strategy.equals(base) || strategy.equals(candidate) || strategy.equals(toString());
  }

  /** Such as {@code sse} or, for two names, {@code poll@500ms=poll@600ms}. */
  @Override
  public String toString() {
    return base.equals(candidate) ? base : base + "=" + candidate;
  }
}
