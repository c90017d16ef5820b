package dev.pushpull.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Draws from a histogram: a bucket in proportion to its count, then uniform within it.
 *
 * <p>The bucket is found in constant time by Walker's alias method in Vose's form (M. D. Vose, "A
 * linear algorithm for generating random numbers with a given distribution", 1991): as many columns
 * of equal width as buckets, each shared by two of them at most.
 */
public final class MeasuredService implements ServiceTimes {

  private final long[] lowest;
  private final long[] highest;
  private final double[] share;
  private final int[] alias;
  private final double[] upTo;
  private final double mean;

  private MeasuredService(long[] lowest, long[] highest, long[] counts) {
    this.lowest = lowest;
    this.highest = highest;
    this.share = new double[counts.length];
    this.alias = new int[counts.length];
    this.upTo = LongStream.of(counts).asDoubleStream().toArray();
    Arrays.parallelPrefix(upTo, Double::sum);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * (lowest[i] + highest[i]) / 2.0;
    }
    this.mean = sum / total();
    fill(counts);
  }

  private MeasuredService(MeasuredService half) {
    this.lowest = LongStream.of(half.lowest).map(nanos -> 2 * nanos).toArray();
    this.highest = LongStream.of(half.highest).map(nanos -> 2 * nanos).toArray();
    this.share = half.share;
    this.alias = half.alias;
    this.upTo = half.upTo;
    this.mean = 2 * half.mean;
  }

  public static MeasuredService of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      throw new IllegalArgumentException("no round trip was measured, so none can be drawn");
    }
    var lowest = LongStream.builder();
    var highest = LongStream.builder();
    var counts = LongStream.builder();
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      long value = bucket.getValueIteratedTo();
      lowest.add(histogram.lowestEquivalentValue(value));
      // No value above the largest that was measured.
      highest.add(Math.min(histogram.highestEquivalentValue(value), histogram.getMaxValue()));
      counts.add(bucket.getCountAtValueIteratedTo());
    }
    return new MeasuredService(
        lowest.build().toArray(), highest.build().toArray(), counts.build().toArray());
  }

  /**
   * Draws from quantiles, uniform from one to the next.
   *
   * @param thousandths which they are, rising from 0 to 1000
   * @param nanos their values
   */
  public static MeasuredService of(int[] thousandths, long[] nanos) {
    long[] counts = new long[nanos.length - 1];
    Arrays.setAll(counts, i -> thousandths[i + 1] - thousandths[i]);
    return new MeasuredService(
        Arrays.copyOf(nanos, counts.length), Arrays.copyOfRange(nanos, 1, nanos.length), counts);
  }

  /** The same, each twice as long. */
  MeasuredService doubled() {
    return new MeasuredService(this);
  }

  private double total() {
    return upTo[upTo.length - 1];
  }

  /** Fills each column that is short with what another has too much. */
  private void fill(long[] counts) {
    int n = counts.length;
    int[] stack = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      share[i] = counts[i] / total() * n;
      alias[i] = i;
      stack[share[i] < 1 ? small++ : --large] = i;
    }
    while (small > 0 && large < n) {
      int poor = stack[--small];
      int rich = stack[large];
      alias[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    while (small > 0) { // what rounding left: these are full
      share[stack[--small]] = 1;
    }
  }

  @Override
  public long roundTripNanos(SplittableRandom random) {
    int column = random.nextInt(share.length);
    int bucket = random.nextDouble() < share[column] ? column : alias[column];
    return random.nextLong(lowest[bucket], highest[bucket] + 1);
  }

  @Override
  public double meanNanos() {
    return mean;
  }

  @Override
  public double quantileNanos(double share) {
    double rank = share * total();
    int bucket = 0;
    while (upTo[bucket] < rank) {
      bucket++;
    }
    double below = bucket == 0 ? 0 : upTo[bucket - 1];
    double within = (rank - below) / (upTo[bucket] - below);
    return lowest[bucket] + within * (highest[bucket] - lowest[bucket]);
  }

  @Override
  public long maxNanos() {
    return highest[highest.length - 1];
  }
}
