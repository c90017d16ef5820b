package dev.pushpull.measure;

import java.nio.LongBuffer;

/** A number of events or ns, from 0 on. Not safe for use by several threads. */
public final class Counter implements Mergeable {

  private long value;

  /** Counts so many more. */
  public void add(long more) {
    value += more;
  }

  /** The number so far. */
  public long get() {
    return value;
  }

  @Override
  public void write(LongLog out) {
    out.add(value);
  }

  @Override
  public void merge(LongBuffer in) {
    value += in.get();
  }
}
