package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in ns → the few numbers of a {@link Distribution} in ms. */
final class Summaries {

  private static final double NANOS_PER_MILLI = 1e6;

  private Summaries() {}

  /**
   * Summarises.
   *
   * @param samples how many independent values stand behind the values
   * @param meanNanos exact
   * @param leastBound the least value that is only a lower bound, MAX_VALUE if none: every figure
   *     at or above it is one too
   */
  static Distribution of(
      Buckets values, long samples, double meanNanos, long maxNanos, long leastBound) {
    if (samples == 0) {
      return Distribution.NONE;
    }
    var atLeast = new ArrayList<String>();
    if (leastBound != Long.MAX_VALUE) {
      atLeast.add("mean");
    }
    Double p50 = percentile("p50", 0.5, values, samples, leastBound, atLeast);
    Double p90 = percentile("p90", 0.9, values, samples, leastBound, atLeast);
    Double p95 = percentile("p95", 0.95, values, samples, leastBound, atLeast);
    Double p99 = percentile("p99", 0.99, values, samples, leastBound, atLeast);
    Double p999 = percentile("p999", 0.999, values, samples, leastBound, atLeast);
    if (leastBound != Long.MAX_VALUE) {
      atLeast.add("max");
    }
    return new Distribution(
        samples,
        meanNanos / NANOS_PER_MILLI,
        p50,
        p90,
        p95,
        p99,
        p999,
        maxNanos / NANOS_PER_MILLI,
        atLeast);
  }

  private static @Nullable Double percentile(
      String name, double q, Buckets values, long samples, long leastBound, List<String> atLeast) {
    if (!Distribution.isSupported(q, samples)) {
      return null;
    }
    long value = values.valueAt(q);
    if (leastBound != Long.MAX_VALUE && value >= Buckets.lowest(Buckets.index(leastBound))) {
      atLeast.add(name);
    }
    return value / NANOS_PER_MILLI;
  }
}
