package dev.pushpull.measure;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Counts of values in ns, in the buckets that HdrHistogram lays for three digits: 2,048 of width 1,
 * then 1,024 of width 2, 1,024 of width 4 and so on. It grows with its values, so that the hundreds
 * of small trials which are simulated for one recommendation cost little, and its percentiles are
 * those of {@link #histogram}. Not safe for use by several threads.
 */
final class Buckets {

  private static final int HALF = 1_024;
  private static final int HALF_BITS = 10;

  private long[] counts;
  private long total;

  Buckets() {
    this(0);
  }

  /** With a place for so many at once. */
  Buckets(int length) {
    this.counts = new long[length];
  }

  /** The bucket that a value ≥ 0 falls into. */
  static int index(long value) {
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(value) - HALF_BITS - 1);
    return shift * HALF + (int) (value >>> shift);
  }

  /** The least value of a bucket. */
  static long lowest(int index) {
    if (index < 2 * HALF) {
      return index;
    }
    int shift = (index >> HALF_BITS) - 1;
    return (long) (index - shift * HALF) << shift;
  }

  /** An array that has a place for this index, the same one if it can be. */
  static long[] reaching(int index, long[] array) {
    return index < array.length
        ? array
        : Arrays.copyOf(array, Math.max(index + 1, array.length + (array.length >> 1)));
  }

  /** Counts so many values in one bucket. */
  void add(int index, long times) {
    counts = reaching(index, counts);
    counts[index] += times;
    total += times;
  }

  /** All of another's counts. */
  void add(Buckets other) {
    counts = reaching(other.counts.length - 1, counts);
    for (int i = 0; i < other.counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long total() {
    return total;
  }

  /**
   * The greatest value of the bucket where this share of all values is reached; 0 without values.
   *
   * @param share 0 to 1
   */
  long valueAt(double share) {
    long wanted = Math.max(1, (long) Math.ceil(Math.nextDown(share * 100) * total / 100));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return lowest(i + 1) - 1;
      }
    }
    return 0;
  }

  /** The same counts, for storing. */
  Histogram histogram() {
    Histogram histogram = Histograms.create();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        histogram.recordValueWithCount(lowest(i), counts[i]);
      }
    }
    return histogram;
  }
}
