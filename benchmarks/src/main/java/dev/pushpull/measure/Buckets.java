package dev.pushpull.measure;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts by value in ns, in the buckets that HdrHistogram lays for three digits: 2,048 of width 1,
 * then 1,024 of width 2, 1,024 of width 4 and so on. Only stretches of buckets that are used take
 * memory, so that the hundreds of small trials which are simulated for one recommendation cost
 * little. Not safe for use by several threads.
 */
final class Buckets implements Mergeable {

  /** So many buckets of one width. */
  static final int STRETCH = 1_024;

  private static final int STRETCH_BITS = 10;
  private static final int MAX_STRETCHES = index(Long.MAX_VALUE) / STRETCH + 1;

  /** Follows the last bucket that is written. */
  private static final long END = -1;

  private final long[] @Nullable [] stretches = new long[MAX_STRETCHES][];
  private long total;

  /** The bucket that a value ≥ 0 falls into. */
  static int index(long value) {
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(value) - STRETCH_BITS - 1);
    return shift * STRETCH + (int) (value >>> shift);
  }

  /** The least value of a bucket. */
  static long lowest(int index) {
    if (index < 2 * STRETCH) {
      return index;
    }
    int shift = (index >> STRETCH_BITS) - 1;
    return (long) (index - shift * STRETCH) << shift;
  }

  /** Counts so many more in one bucket. */
  void add(int index, long times) {
    int at = index >> STRETCH_BITS;
    long[] stretch = stretches[at];
    if (stretch == null) {
      stretch = new long[STRETCH];
      stretches[at] = stretch;
    }
    stretch[index & (STRETCH - 1)] += times;
    total += times;
  }

  /** Is shown a bucket that something was counted in. */
  private interface Viewer {
    void see(int index, long count);
  }

  private static void forEach(IntFunction<long @Nullable []> counts, Viewer viewer) {
    for (int at = 0; at < MAX_STRETCHES; at++) {
      long[] stretch = counts.apply(at);
      for (int i = 0; stretch != null && i < STRETCH; i++) {
        if (stretch[i] != 0) {
          viewer.see(at * STRETCH + i, stretch[i]);
        }
      }
    }
  }

  @Override
  public void write(LongLog out) {
    forEach(
        this::stretch,
        (index, count) -> {
          out.add(index);
          out.add(count);
        });
    out.add(END);
  }

  @Override
  public void merge(LongBuffer in) {
    for (long index = in.get(); index != END; index = in.get()) {
      add(Math.toIntExact(index), in.get());
    }
  }

  /** The sum of all counts. */
  long total() {
    return total;
  }

  /** The counts of a stretch, not to be changed; null if there are none. */
  long @Nullable [] stretch(int at) {
    return stretches[at];
  }

  /**
   * For each share, the greatest value of the bucket where that much of the sum of counts is
   * reached, as HdrHistogram has it.
   *
   * @param counts of the buckets of a stretch, null if there are none; asked for in order
   * @param total the sum of all counts, above 0
   * @param shares rising, above 0 and at most 1
   */
  static long[] values(IntFunction<long @Nullable []> counts, long total, double... shares) {
    long[] values = new long[shares.length];
    int next = 0;
    long seen = 0;
    for (int at = 0; at < MAX_STRETCHES && next < shares.length; at++) {
      long[] stretch = counts.apply(at);
      if (stretch == null) {
        continue;
      }
      long after = seen + Arrays.stream(stretch).sum();
      for (int i = 0; next < shares.length && after >= wanted(shares[next], total); next++) {
        long wanted = wanted(shares[next], total);
        while (seen < wanted) {
          seen += stretch[i++];
        }
        values[next] = lowest(at * STRETCH + i) - 1;
      }
      seen = after;
    }
    return values;
  }

  private static long wanted(double share, long total) {
    return Math.max(1, (long) Math.ceil(Math.nextDown(share * 100) * total / 100));
  }

  /** The same counts, for storing. */
  static Histogram histogram(IntFunction<long @Nullable []> counts) {
    Histogram histogram = Histograms.create();
    forEach(counts, (index, count) -> histogram.recordValueWithCount(lowest(index), count));
    return histogram;
  }
}
