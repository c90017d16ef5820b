package dev.pushpull.simulate;

/**
 * The windows of a trial, the first at 0, each followed by its drain. Ns.
 *
 * @param count how many
 */
public record Windows(int count, long lengthNanos, long drainNanos) {

  private long spacing() {
    return lengthNanos + drainNanos;
  }

  long start(int window) {
    return window * spacing();
  }

  long end(int window) {
    return start(window) + lengthNanos;
  }

  long drainEnd(int window) {
    return start(window) + spacing();
  }

  /** The last drain's end: nothing counts from there on. */
  long endNanos() {
    return drainEnd(count - 1);
  }

  /** The window that an instant lies in, −1 if none. */
  public int of(long nanos) {
    int window = firstEndingAfter(nanos);
    return window < count && nanos >= start(window) ? window : -1;
  }

  /** The first window that ends after an instant; {@code count} if none. */
  int firstEndingAfter(long nanos) {
    if (nanos < lengthNanos) {
      return 0;
    }
    if (nanos >= endNanos()) {
      return count;
    }
    int spacings = (int) (nanos / spacing());
    return nanos < end(spacings) ? spacings : spacings + 1;
  }
}
