package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import org.HdrHistogram.Histogram;

/**
 * A quantity that, over time, is 0 or rises by 1 ns each ns: staleness, age. Its distribution is
 * weighted by time and exact: each ramp spreads its time over the histogram's buckets. Not safe for
 * use by several threads.
 */
public final class Ramps {

  /*
   * Buckets as HdrHistogram lays them for three digits: 2,048 of width 1, then 1,024 of width 2, 1,024 of
   * width 4 and so on. A ramp adds its time to the buckets where it begins and ends, and 1 to the
   * number of ramps that cross each bucket between, kept as differences; so it costs the same however long it is.
   */
  private static final int HALF = 1_024;
  private static final int HALF_BITS = 10;
  private static final int BUCKETS = index(Histograms.HIGHEST_NANOS) + 2;

  private final long[] partialNanos = new long[BUCKETS];
  private final long[] crossings = new long[BUCKETS];
  private final ExactSum twiceIntegral = new ExactSum();
  private long zeroNanos;
  private long rampNanos;
  private long ramps;
  private long max;
  private long outOfRange;

  /** The quantity was 0 for this long. */
  public void addZero(long nanos) {
    if (nanos < 0) {
      outOfRange++;
    } else {
      zeroNanos += nanos;
    }
  }

  /** The quantity rose from one value to another, within as many ns. */
  public void addRamp(long fromNanos, long toNanos) {
    if (fromNanos < 0 || toNanos < fromNanos || toNanos > Histograms.HIGHEST_NANOS) {
      outOfRange++;
      return;
    }
    if (fromNanos == toNanos) {
      return;
    }
    long length = toNanos - fromNanos;
    rampNanos += length;
    twiceIntegral.addProduct(length, fromNanos + toNanos);
    max = Math.max(max, toNanos);
    ramps++;
    int first = index(fromNanos);
    int last = index(toNanos);
    if (first == last) {
      partialNanos[first] += length;
      return;
    }
    partialNanos[first] += lowest(first + 1) - fromNanos;
    partialNanos[last] += toNanos - lowest(last);
    crossings[first + 1]++;
    crossings[last]--;
  }

  /** All of another's time. */
  public void add(Ramps other) {
    for (int i = 0; i < BUCKETS; i++) {
      partialNanos[i] += other.partialNanos[i];
      crossings[i] += other.crossings[i];
    }
    twiceIntegral.add(other.twiceIntegral);
    zeroNanos += other.zeroNanos;
    rampNanos += other.rampNanos;
    ramps += other.ramps;
    max = Math.max(max, other.max);
    outOfRange += other.outOfRange;
  }

  /** How many ramps could not be: below 0, falling, or too long. They are in no figure. */
  public long outOfRange() {
    return outOfRange;
  }

  /** All time, in ns. */
  public long totalNanos() {
    return zeroNanos + rampNanos;
  }

  /** Time-weighted mean in ns; NaN when no time passed. */
  public double meanNanos() {
    return twiceIntegral.toDouble() / 2 / totalNanos();
  }

  /** Share of time above 0; NaN when no time passed. */
  public double fractionAboveZero() {
    return (double) rampNanos / totalNanos();
  }

  /** The distribution, each value counted by the ns for which it held. */
  public Histogram histogram() {
    Histogram histogram = Histograms.create();
    if (zeroNanos > 0) {
      histogram.recordValueWithCount(0, zeroNanos);
    }
    long crossing = 0;
    for (int i = 0; i < BUCKETS - 1; i++) {
      crossing += crossings[i];
      long nanos = partialNanos[i] + crossing * (lowest(i + 1) - lowest(i));
      if (nanos > 0) {
        histogram.recordValueWithCount(lowest(i), nanos);
      }
    }
    return histogram;
  }

  /** In ms, with percentiles where enough ramps stand behind them. */
  public Distribution distribution() {
    long samples = ramps == 0 && zeroNanos > 0 ? 1 : ramps;
    return Summaries.of(histogram(), samples, meanNanos(), max, Long.MAX_VALUE);
  }

  private static int index(long value) {
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(value) - HALF_BITS - 1);
    return shift * HALF + (int) (value >>> shift);
  }

  private static long lowest(int index) {
    if (index < 2 * HALF) {
      return index;
    }
    int shift = (index >> HALF_BITS) - 1;
    return (long) (index - shift * HALF) << shift;
  }
}
