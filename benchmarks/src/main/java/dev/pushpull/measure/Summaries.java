package dev.pushpull.measure;

import dev.pushpull.result.Distribution;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values in ns → the few numbers of a {@link Distribution} in ms. */
final class Summaries {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99, 0.999};
  private static final String[] NAMES = {"p50", "p90", "p95", "p99", "p999"};

  private Summaries() {}

  /**
   * Summarises.
   *
   * @param valuesAt rising shares → values in ns
   * @param samples how many independent samples stand behind the values
   * @param meanNanos exact
   * @param leastBound the least value that is only a lower bound, MAX_VALUE if none: every figure
   *     at or above it is one too
   */
  static Distribution of(
      Function<double[], long[]> valuesAt,
      long samples,
      double meanNanos,
      long maxNanos,
      long leastBound) {
    if (samples == 0) {
      return Distribution.NONE;
    }
    boolean bounded = leastBound != Long.MAX_VALUE;
    long bound = bounded ? Buckets.lowest(Buckets.index(leastBound)) : Long.MAX_VALUE;
    long[] nanos = valuesAt.apply(SHARES);
    var millis = new @Nullable Double[SHARES.length];
    var atLeast = new ArrayList<String>();
    if (bounded) {
      atLeast.add("mean");
    }
    for (int i = 0; i < SHARES.length; i++) {
      if (Distribution.isSupported(SHARES[i], samples)) {
        millis[i] = nanos[i] / NANOS_PER_MILLI;
        if (nanos[i] >= bound) {
          atLeast.add(NAMES[i]);
        }
      }
    }
    if (bounded) {
      atLeast.add("max");
    }
    return new Distribution(
        samples,
        meanNanos / NANOS_PER_MILLI,
        millis[0],
        millis[1],
        millis[2],
        millis[3],
        millis[4],
        maxNanos / NANOS_PER_MILLI,
        atLeast);
  }
}
