package dev.pushpull.schedule;

import java.util.SplittableRandom;

/**
 * Ticks whose gaps are uniform on interval · (1 ± share), drawn one by one, so that two instances
 * with the same seed have the same ticks whatever the answers. A tick that comes while a poll is in
 * flight starts none.
 */
public final class JitteredSchedule implements PollSchedule {

  private final long firstNanos;
  private final double leastGapNanos;
  private final double spreadNanos;
  private final SplittableRandom random;
  private long dueNanos;
  private long missedTicks;

  /**
   * @param firstNanos the first tick
   * @param intervalNanos mean gap, above 0
   * @param share of it that a gap may be longer or shorter, above 0 and below 1
   * @param seed of the gaps
   */
  public JitteredSchedule(long firstNanos, long intervalNanos, double share, long seed) {
    if (intervalNanos <= 0 || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "interval must be above 0 ns and jitter between 0 and 1, but are %s and %s"
              .formatted(intervalNanos, share));
    }
    this.firstNanos = firstNanos;
    this.dueNanos = firstNanos;
    this.leastGapNanos = intervalNanos * (1 - share);
    this.spreadNanos = intervalNanos * 2 * share;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long firstNanos() {
    return firstNanos;
  }

  @Override
  public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
    dueNanos += gap();
    while (dueNanos <= completedNanos) {
      missedTicks++;
      dueNanos += gap();
    }
    return dueNanos;
  }

  private long gap() {
    return Math.max(1, Math.round(leastGapNanos + random.nextDouble() * spreadNanos));
  }

  @Override
  public long missedTicks() {
    return missedTicks;
  }
}
