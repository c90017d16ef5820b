package dev.pushpull.schedule;

/**
 * The next poll is due a delay after the answer of the one before, and the answer decides the
 * delay: closed loop, so no tick is missed.
 */
public final class FeedbackSchedule implements PollSchedule {

  private final long firstNanos;
  private final DelayRule rule;
  private long delayNanos;

  /** The next delay, from the last one and what the answer was. */
  private interface DelayRule {
    long next(long lastNanos, boolean changed, long hintNanos);
  }

  private FeedbackSchedule(long firstNanos, long delayNanos, DelayRule rule) {
    this.firstNanos = firstNanos;
    this.delayNanos = delayNanos;
    this.rule = rule;
  }

  /**
   * Exponential back-off: {@code leastNanos} after news, doubled after each answer without, up to
   * {@code mostNanos}.
   */
  public static FeedbackSchedule backoff(long firstNanos, long leastNanos, long mostNanos) {
    checkRange(leastNanos, mostNanos);
    return new FeedbackSchedule(
        firstNanos,
        0,
        (last, changed, _) -> changed ? leastNanos : Math.clamp(2 * last, leastNanos, mostNanos));
  }

  /**
   * Halves the delay after news and doubles it after an answer without, between {@code leastNanos}
   * and {@code mostNanos}; begins with {@code leastNanos}.
   */
  public static FeedbackSchedule adaptive(long firstNanos, long leastNanos, long mostNanos) {
    checkRange(leastNanos, mostNanos);
    return new FeedbackSchedule(
        firstNanos,
        leastNanos,
        (last, changed, _) -> Math.clamp(changed ? last / 2 : 2 * last, leastNanos, mostNanos));
  }

  /** Obeys hints, up to {@code mostNanos}; {@code unhintedNanos} where there is none. */
  public static FeedbackSchedule hinted(long firstNanos, long unhintedNanos, long mostNanos) {
    checkRange(unhintedNanos, mostNanos);
    return new FeedbackSchedule(
        firstNanos, 0, (_, _, hint) -> hint > 0 ? Math.min(hint, mostNanos) : unhintedNanos);
  }

  private static void checkRange(long leastNanos, long mostNanos) {
    if (leastNanos <= 0 || mostNanos < leastNanos) {
      throw new IllegalArgumentException(
          "delays must be above 0 ns and must not decrease, but are %s to %s"
              .formatted(leastNanos, mostNanos));
    }
  }

  @Override
  public long firstNanos() {
    return firstNanos;
  }

  @Override
  public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
    delayNanos = rule.next(delayNanos, changed, hintNanos);
    return completedNanos + delayNanos;
  }

  @Override
  public long missedTicks() {
    return 0;
  }
}
