package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import org.HdrHistogram.Histogram;

/**
 * Values in ns, some of which may be lower bounds. Values that cannot be are counted, never
 * clamped. Not safe for use by several threads.
 */
public final class Samples implements Mergeable {

  private final Buckets buckets = new Buckets();
  private final ExactSum sum = new ExactSum();
  private long max = Long.MIN_VALUE;
  private long leastBound = Long.MAX_VALUE;
  private long outOfRange;

  /** A value that was measured. */
  public void add(long nanos) {
    add(nanos, 1);
  }

  /** The same value, measured this often; no value if {@code times} is 0. */
  public void add(long nanos, long times) {
    if (nanos < 0 || nanos > Histograms.HIGHEST_NANOS) {
      outOfRange += times;
    } else if (times > 0) {
      buckets.add(Buckets.index(nanos), times);
      sum.addProduct(nanos, times);
      max = Math.max(max, nanos);
    }
  }

  /** A value that is at least this: the end was not seen. */
  public void addAtLeast(long nanos) {
    add(nanos);
    leastBound = Math.min(leastBound, nanos);
  }

  @Override
  public void write(LongLog out) {
    buckets.write(out);
    sum.write(out);
    out.add(outOfRange);
    out.add(max);
    out.add(leastBound);
  }

  @Override
  public void merge(LongReader in) {
    buckets.merge(in);
    sum.merge(in);
    outOfRange += in.next();
    max = Math.max(max, in.next());
    leastBound = Math.min(leastBound, in.next());
  }

  /**
   * How many values are below 0 or above {@link Histograms#HIGHEST_NANOS}; they are in no figure.
   */
  public long outOfRange() {
    return outOfRange;
  }

  /** How many values. */
  public long count() {
    return buckets.total();
  }

  /** The exact mean in ns; NaN when there is no value. */
  public double meanNanos() {
    return sum.toDouble() / count();
  }

  /** The values, for storing. */
  public Histogram histogram() {
    return Buckets.histogram(buckets::stretch);
  }

  /** In ms, with percentiles where enough values stand behind them. */
  public Distribution distribution() {
    return Summaries.of(
        shares -> Buckets.values(buckets::stretch, count(), shares),
        count(),
        meanNanos(),
        max,
        leastBound);
  }
}
