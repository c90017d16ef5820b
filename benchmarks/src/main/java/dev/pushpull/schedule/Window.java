package dev.pushpull.schedule;

/**
 * A measured stretch [start, end), and how long its updates were followed. Instants in ns on the
 * client's monotonic clock.
 */
public record Window(long startNanos, long endNanos, long drainEndNanos) {

  /** Checks the order. */
  public Window {
    if (startNanos >= endNanos || drainEndNanos < endNanos) {
      throw new IllegalArgumentException(
          "window must end after it starts and drain after it ends: %d, %d, %d"
              .formatted(startNanos, endNanos, drainEndNanos));
    }
  }

  /** Whether an instant lies inside, the start included and the end not. */
  public boolean contains(long nanos) {
    return nanos >= startNanos && nanos < endNanos;
  }

  /** Its length. */
  public long lengthNanos() {
    return endNanos - startNanos;
  }
}
