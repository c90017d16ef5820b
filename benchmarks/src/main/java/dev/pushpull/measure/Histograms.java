package dev.pushpull.measure;

import org.HdrHistogram.Histogram;

/** How values are kept: ns, 0 to 3 hours, three digits. */
public final class Histograms {

  /** Values above cannot occur: a window lasts an hour and a drain ten minutes at most. */
  public static final long HIGHEST_NANOS = 3 * 3_600_000_000_000L;

  private static final int DIGITS = 3;

  private Histograms() {}

  /** An empty histogram. */
  public static Histogram create() {
    return new Histogram(HIGHEST_NANOS, DIGITS);
  }
}
