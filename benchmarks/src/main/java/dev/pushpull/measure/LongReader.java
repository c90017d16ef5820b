package dev.pushpull.measure;

/** Reads longs in the order in which a {@link LongLog} was appended to. One thread. */
public final class LongReader {

  private final long[] values;
  private int next;

  /** From the first one on. */
  public LongReader(long[] values) {
    this.values = values.clone();
  }

  /**
   * The next one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public long next() {
    if (next == values.length) {
      throw new IllegalArgumentException("more than the " + next + " values written were expected");
    }
    return values[next++];
  }

  /** The next one as an index or a length. */
  public int nextInt() {
    return Math.toIntExact(next());
  }

  /** Whether all was read. */
  public boolean isAtEnd() {
    return next == values.length;
  }
}
