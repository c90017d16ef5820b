package dev.pushpull.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A distribution in few numbers, all in ms. A percentile that fewer than 10/(1 − q) samples stand
 * behind is null, as is everything where there is no sample.
 *
 * @param samples how many samples stand behind it; for time-weighted ones, how many ramps
 * @param mean exact, from the values and not from the histogram
 * @param atLeast names of the figures that are lower bounds, since an update that was never seen
 *     counts with the time it was waited for
 */
public record Distribution(
    long samples,
    @Nullable Double mean,
    @Nullable Double p50,
    @Nullable Double p90,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double p999,
    @Nullable Double max,
    List<String> atLeast) {

  /** Nothing was measured. */
  public static final Distribution NONE = Blank.of(Distribution.class);

  private static final double SAMPLES_BEYOND = 10;

  /**
   * Whether enough samples stand behind a percentile to tell it.
   *
   * @param share of the samples that lie below, 0 to 1
   */
  public static boolean isSupported(double share, long samples) {
    return samples >= samplesFor(share);
  }

  /**
   * How many samples a percentile must have behind it.
   *
   * @param share of the samples that lie below, from 0, less than 1
   */
  public static long samplesFor(double share) {
    return (long) Math.ceil(SAMPLES_BEYOND * (1 - 1e-9) / (1 - share));
  }

  /** Copies the list. */
  public Distribution {
    atLeast = List.copyOf(atLeast);
  }

  /**
   * A figure by its name, such as {@code p95}; null where it is missing.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public @Nullable Double stat(String name) {
    return switch (name) {
      case "mean" -> mean;
      case "p50" -> p50;
      case "p90" -> p90;
      case "p95" -> p95;
      case "p99" -> p99;
      case "p999" -> p999;
      case "max" -> max;
      default -> throw new IllegalArgumentException("no statistic is called '" + name + "'");
    };
  }
}
