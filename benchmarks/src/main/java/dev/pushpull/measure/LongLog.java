package dev.pushpull.measure;

import dev.pushpull.schedule.Window;
import java.util.Arrays;

/**
 * Longs appended one after the other. One writer at a time; readers on any thread see a prefix of
 * what was appended, all that was there when they asked for the size.
 */
public final class LongLog {

  /** A client may log nothing: tens of thousands of them must not be paid for. */
  private static final long[] NONE = {};

  private static final int FIRST = 8;

  private volatile long[] values = NONE;
  private volatile int size;

  /** Appends. */
  public void add(long value) {
    int at = size;
    if (at == values.length) {
      values = Arrays.copyOf(values, Math.max(FIRST, at + (at >> 1)));
    }
    values[at] = value;
    size = at + 1; // publishes the value, and the array if it is new
  }

  /** Puts another value where one was appended; the appender's thread alone. */
  public void set(int index, long value) {
    int same = size;
    if (index >= same) {
      throw new IndexOutOfBoundsException("index " + index + " of " + same);
    }
    values[index] = value;
    size = same; // publishes the value
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** The one appended at {@code index}, from 0. */
  public long get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("index " + index + " of " + size);
    }
    return values[index];
  }

  /** Index of the first value ≥ {@code value}, {@link #size} if none; the values must not fall. */
  public int firstAtLeast(long value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many values are instants in a window; the values must not fall. */
  int countIn(Window window) {
    return firstAtLeast(window.endNanos()) - firstAtLeast(window.startNanos());
  }

  /** The last value below {@code value}, MIN_VALUE if none; the values must not fall. */
  public long lastBelow(long value) {
    int index = firstAtLeast(value) - 1;
    return index < 0 ? Long.MIN_VALUE : values[index];
  }

  /** A copy of the values. */
  public long[] toArray() {
    int length = size;
    return Arrays.copyOf(values, length);
  }
}
