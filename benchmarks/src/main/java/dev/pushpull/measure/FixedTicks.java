package dev.pushpull.measure;

/**
 * First + k · interval, by arithmetic.
 *
 * @param firstNanos the first tick
 * @param intervalNanos between ticks, above 0
 */
public record FixedTicks(long firstNanos, long intervalNanos) implements Ticks {

  @Override
  public long atOrAfter(long nanos) {
    long index = Math.max(0, Math.ceilDiv(nanos - firstNanos, intervalNanos));
    return firstNanos + index * intervalNanos;
  }

  @Override
  public long lastBefore(long nanos) {
    if (nanos <= firstNanos) {
      return Long.MIN_VALUE;
    }
    return firstNanos + Math.floorDiv(nanos - 1 - firstNanos, intervalNanos) * intervalNanos;
  }
}
