package dev.pushpull.measure;

import java.util.Arrays;

/** Longs appended one after the other. One writer; readers only once the writer is done. */
public final class LongLog {

  private long[] values = new long[16];
  private int size;

  /** Appends. */
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
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

  /** A copy of the values. */
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
