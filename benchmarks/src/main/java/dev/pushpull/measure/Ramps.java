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
   * A ramp adds its time to the buckets where it begins and ends, and 1 to the number of ramps that cross each
   * bucket between, kept as differences; so it costs the same however long it is. Both arrays are of one length.
   */
  private long[] partialNanos = new long[0];
  private long[] crossings = new long[0];
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
    int first = Buckets.index(fromNanos);
    int last = Buckets.index(toNanos);
    reach(last);
    if (first == last) {
      partialNanos[first] += length;
      return;
    }
    partialNanos[first] += Buckets.lowest(first + 1) - fromNanos;
    partialNanos[last] += toNanos - Buckets.lowest(last);
    crossings[first + 1]++;
    crossings[last]--;
  }

  /** All of another's time. */
  public void add(Ramps other) {
    reach(other.partialNanos.length - 1);
    for (int i = 0; i < other.partialNanos.length; i++) {
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

  private void reach(int index) {
    partialNanos = Buckets.reaching(index, partialNanos);
    crossings = Buckets.reaching(index, crossings);
  }

  /** The distribution, each value counted by the ns for which it held. */
  public Histogram histogram() {
    return buckets().histogram();
  }

  private Buckets buckets() {
    var buckets = new Buckets(partialNanos.length);
    buckets.add(0, zeroNanos);
    long crossing = 0;
    for (int i = 0; i < partialNanos.length; i++) {
      crossing += crossings[i];
      buckets.add(i, partialNanos[i] + crossing * (Buckets.lowest(i + 1) - Buckets.lowest(i)));
    }
    return buckets;
  }

  /** In ms, with percentiles where enough ramps stand behind them. */
  public Distribution distribution() {
    long samples = ramps == 0 && zeroNanos > 0 ? 1 : ramps;
    return Summaries.of(buckets(), samples, meanNanos(), max, Long.MAX_VALUE);
  }
}
