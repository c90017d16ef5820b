package dev.pushpull.measure;

/**
 * The due instants of one subscriber's polls: first + k · interval.
 *
 * @param firstNanos the first tick
 * @param intervalNanos between ticks; 0 where no schedule says when, so that a request is due when
 *     it is sent
 */
public record Ticks(long firstNanos, long intervalNanos) {

  /** No schedule. */
  public static final Ticks NONE = new Ticks(0, 0);

  /** The first tick at or after an instant. */
  long atOrAfter(long nanos) {
    long index = Math.max(0, Math.ceilDiv(nanos - firstNanos, intervalNanos));
    return firstNanos + index * intervalNanos;
  }

  /** The last tick before an instant; MIN_VALUE if none. */
  public long lastBefore(long nanos) {
    if (intervalNanos == 0 || nanos <= firstNanos) {
      return Long.MIN_VALUE;
    }
    return firstNanos + Math.floorDiv(nanos - 1 - firstNanos, intervalNanos) * intervalNanos;
  }
}
