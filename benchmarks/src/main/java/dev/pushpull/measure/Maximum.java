package dev.pushpull.measure;

import java.nio.LongBuffer;

/**
 * The greatest of some values above {@link Long#MIN_VALUE}. Not safe for use by several threads.
 */
final class Maximum implements Mergeable {

  /** What it is of no value. */
  static final long NONE = -Long.MAX_VALUE;

  private long value = NONE;

  void add(long other) {
    value = Math.max(value, other);
  }

  long get() {
    return value;
  }

  @Override
  public void write(LongLog out) {
    out.add(value);
  }

  @Override
  public void merge(LongBuffer in) {
    add(in.get());
  }
}
