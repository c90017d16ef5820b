package dev.pushpull.measure;

import org.HdrHistogram.Histogram;

/** How values are kept: ns, 0 to ten years, three digits. */
public final class Histograms {

  /** Values above are refused; in virtual time, data may well be as old as a trace is long. */
  public static final long HIGHEST_NANOS = 3_650 * 86_400_000_000_000L;

  /** A window lasts an hour and a drain two at most. */
  private static final long USUALLY_HIGHEST_NANOS = 3 * 3_600_000_000_000L;

  private static final int DIGITS = 3;

  private Histograms() {}

  /** An empty histogram, which grows for values of more than three hours. */
  public static Histogram create() {
    var histogram = new Histogram(USUALLY_HIGHEST_NANOS, DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }
}
