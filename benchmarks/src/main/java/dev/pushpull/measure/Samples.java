package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import org.HdrHistogram.Histogram;

/**
 * Values in ns, some of which may be lower bounds. Values that cannot be are counted, never
 * clamped. Not safe for use by several threads.
 */
public final class Samples extends Meter {

  private final Buckets buckets = part(new Buckets());
  private final ExactSum sum = part(new ExactSum());
  private final Counter outOfRange = part(new Counter());
  private final Maximum max = part(new Maximum());
  private final Maximum minusLeastBound = part(new Maximum());

  /** A value that was measured. */
  public void add(long nanos) {
    add(nanos, 1);
  }

  /** The same value, measured this often; no value if {@code times} is 0. */
  public void add(long nanos, long times) {
    if (nanos < 0 || nanos > Histograms.HIGHEST_NANOS) {
      outOfRange.add(times);
    } else if (times > 0) {
      buckets.add(Buckets.index(nanos), times);
      sum.addProduct(nanos, times);
      max.add(nanos);
    }
  }

  /** A value that is at least this: the end was not seen. */
  public void addAtLeast(long nanos) {
    add(nanos);
    minusLeastBound.add(-nanos);
  }

  /**
   * How many values are below 0 or above {@link Histograms#HIGHEST_NANOS}; they are in no figure.
   */
  @Override
  public long outOfRange() {
    return outOfRange.get();
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
        max.get(),
        -minusLeastBound.get());
  }
}
