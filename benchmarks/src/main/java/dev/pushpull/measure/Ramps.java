package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import dev.pushpull.result.Staleness;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that, over time, is 0 or rises by 1 ns each ns: staleness, age. Its distribution is
 * weighted by time and exact: each ramp spreads its time over the histogram's buckets. Not safe for
 * use by several threads.
 */
public final class Ramps extends Meter {

  /*
   * A ramp adds its time to the buckets where it begins and ends, and 1 to the number of ramps that cross each
   * bucket between, kept as differences; so it costs the same however long it is.
   */
  private final Buckets partialNanos = part(new Buckets());
  private final Buckets crossings = part(new Buckets());
  private final ExactSum twiceIntegral = part(new ExactSum());
  private final Counter zeroNanos = part(new Counter());
  private final Counter rampNanos = part(new Counter());
  private final Counter ramps = part(new Counter());
  private final Counter outOfRange = part(new Counter());
  private final Maximum max = part(new Maximum());

  /** The quantity was 0 for this long. */
  public void addZero(long nanos) {
    if (nanos < 0) {
      outOfRange.add(1);
    } else {
      zeroNanos.add(nanos);
    }
  }

  /** The quantity rose from one value to another, within as many ns. */
  public void addRamp(long fromNanos, long toNanos) {
    if (fromNanos < 0 || toNanos < fromNanos || toNanos > Histograms.HIGHEST_NANOS) {
      outOfRange.add(1);
      return;
    }
    if (fromNanos == toNanos) {
      return;
    }
    long length = toNanos - fromNanos;
    rampNanos.add(length);
    twiceIntegral.addProduct(length, fromNanos + toNanos);
    max.add(toNanos);
    ramps.add(1);
    int first = Buckets.index(fromNanos);
    int last = Buckets.index(toNanos);
    if (first == last) {
      partialNanos.add(first, length);
      return;
    }
    partialNanos.add(first, Buckets.lowest(first + 1) - fromNanos);
    partialNanos.add(last, toNanos - Buckets.lowest(last));
    crossings.add(first + 1, 1);
    crossings.add(last, -1);
  }

  /** How many ramps could not be: below 0, falling, or too long. They are in no figure. */
  @Override
  public long outOfRange() {
    return outOfRange.get();
  }

  /** All time, in ns. */
  public long totalNanos() {
    return zeroNanos.get() + rampNanos.get();
  }

  /** Time-weighted mean in ns; NaN when no time passed. */
  public double meanNanos() {
    return twiceIntegral.toDouble() / 2 / totalNanos();
  }

  /** Share of time above 0; NaN when no time passed. */
  public double fractionAboveZero() {
    return (double) rampNanos.get() / totalNanos();
  }

  /** The distribution, each value counted by the ns for which it held. */
  public Histogram histogram() {
    return Buckets.histogram(new Nanos());
  }

  /** The ns for which values of each bucket held, one stretch after the other. */
  private final class Nanos implements IntFunction<long @Nullable []> {
    private final long[] nanos = new long[Buckets.STRETCH];
    private long crossing;

    @Override
    public long @Nullable [] apply(int at) {
      long[] partial = partialNanos.stretch(at);
      long[] changes = crossings.stretch(at);
      if (partial == null && changes == null && crossing == 0 && (at > 0 || zeroNanos.get() == 0)) {
        return null;
      }
      int start = at * Buckets.STRETCH;
      long width = Buckets.lowest(start + 1) - Buckets.lowest(start);
      for (int i = 0; i < nanos.length; i++) {
        crossing += changes == null ? 0 : changes[i];
        nanos[i] = crossing * width + (partial == null ? 0 : partial[i]);
      }
      if (at == 0) {
        nanos[0] += zeroNanos.get();
      }
      return nanos;
    }
  }

  /** In ms, with percentiles where enough ramps stand behind them. */
  public Distribution distribution() {
    long samples = ramps.get() == 0 && zeroNanos.get() > 0 ? 1 : ramps.get();
    return Summaries.of(
        shares -> Buckets.values(new Nanos(), totalNanos(), shares),
        samples,
        meanNanos(),
        Math.max(0, max.get()),
        Long.MAX_VALUE);
  }

  /** The same of how long copies were wrong; without a share where no time passed. */
  public Staleness asStaleness() {
    double share = fractionAboveZero();
    return new Staleness(distribution(), Double.isNaN(share) ? null : share);
  }
}
