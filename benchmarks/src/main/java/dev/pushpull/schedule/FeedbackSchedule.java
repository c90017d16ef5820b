package dev.pushpull.schedule;

/**
 * The next poll is due a delay after the answer of the one before, and the answer decides the
 * delay: closed loop, so no tick is missed.
 */
public final class FeedbackSchedule implements PollSchedule {

  private final long firstNanos;
  private final DelayRule rule;

  /** A delay from the last one and what the answer was; carries its own state. */
  private interface DelayRule {
    long afterAnswer(boolean fruitful, long hintNanos);
  }

  private FeedbackSchedule(long firstNanos, DelayRule rule) {
    this.firstNanos = firstNanos;
    this.rule = rule;
  }

  /**
   * Exponential back-off: {@code leastNanos} after news, doubled after each answer without, up to
   * {@code mostNanos}.
   */
  public static FeedbackSchedule backoff(long firstNanos, long leastNanos, long mostNanos) {
    checkRange(leastNanos, mostNanos);
    return new FeedbackSchedule(firstNanos, new Backoff(leastNanos, mostNanos));
  }

  /**
   * Halves the delay after news and doubles it after an answer without, between {@code leastNanos}
   * and {@code mostNanos}; begins with {@code leastNanos}.
   */
  public static FeedbackSchedule adaptive(long firstNanos, long leastNanos, long mostNanos) {
    checkRange(leastNanos, mostNanos);
    return new FeedbackSchedule(firstNanos, new Adaptive(leastNanos, mostNanos));
  }

  /** Obeys hints, up to {@code mostNanos}; {@code unhintedNanos} where there is none. */
  public static FeedbackSchedule hinted(long firstNanos, long unhintedNanos, long mostNanos) {
    checkRange(unhintedNanos, mostNanos);
    return new FeedbackSchedule(
        firstNanos, (_, hint) -> hint > 0 ? Math.min(hint, mostNanos) : unhintedNanos);
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
  public long nextNanos(long completedNanos, boolean fruitful, long hintNanos) {
    return completedNanos + rule.afterAnswer(fruitful, hintNanos);
  }

  @Override
  public long missedTicks() {
    return 0;
  }

  private static final class Backoff implements DelayRule {
    private final long least;
    private final long most;
    private long next;

    Backoff(long least, long most) {
      this.least = least;
      this.most = most;
      this.next = least;
    }

    @Override
    public long afterAnswer(boolean fruitful, long hintNanos) {
      long delay = fruitful ? least : next;
      next = Math.min(most, 2 * delay);
      return delay;
    }
  }

  private static final class Adaptive implements DelayRule {
    private final long least;
    private final long most;
    private long delay;

    Adaptive(long least, long most) {
      this.least = least;
      this.most = most;
      this.delay = least;
    }

    @Override
    public long afterAnswer(boolean fruitful, long hintNanos) {
      delay = fruitful ? Math.max(least, delay / 2) : Math.min(most, 2 * delay);
      return delay;
    }
  }
}
