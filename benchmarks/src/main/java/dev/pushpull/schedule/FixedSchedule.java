package dev.pushpull.schedule;

/**
 * Ticks at {@code first + k · interval}, computed from the index so that they cannot drift. A tick
 * that comes while a poll is in flight starts none; the next tick after the answer answers for it.
 */
public final class FixedSchedule implements PollSchedule {

  private final long firstNanos;
  private final long intervalNanos;
  private long index;
  private long missedTicks;

  /**
   * @param firstNanos the first tick
   * @param intervalNanos between ticks, above 0
   */
  public FixedSchedule(long firstNanos, long intervalNanos) {
    if (intervalNanos <= 0) {
      throw new IllegalArgumentException("interval must be above 0 ns, but is " + intervalNanos);
    }
    this.firstNanos = firstNanos;
    this.intervalNanos = intervalNanos;
  }

  @Override
  public long firstNanos() {
    return firstNanos;
  }

  @Override
  public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
    long after = Math.floorDiv(completedNanos - firstNanos, intervalNanos) + 1;
    long next = Math.max(index + 1, after);
    missedTicks += next - index - 1;
    index = next;
    return firstNanos + index * intervalNanos;
  }

  @Override
  public long missedTicks() {
    return missedTicks;
  }
}
