package dev.pushpull.measure;

import java.nio.LongBuffer;

/**
 * What was measured of some clients, and can be added to what was measured of others: exactly, and
 * in any order. Written as longs, it can come from another process. Not safe for use by several
 * threads.
 */
public interface Mergeable {

  /** Appends all that was measured. */
  void write(LongLog out);

  /**
   * Adds what another of its kind has written, which is read from the buffer's position on.
   *
   * @throws java.nio.BufferUnderflowException if the buffer ends before
   */
  void merge(LongBuffer in);

  /** Adds what was measured elsewhere to {@code sum}. */
  static <M extends Mergeable> void add(M sum, M other) {
    var written = new LongLog();
    other.write(written);
    sum.merge(LongBuffer.wrap(written.toArray()));
  }
}
