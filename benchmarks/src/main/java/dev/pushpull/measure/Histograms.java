package dev.pushpull.measure;

import org.HdrHistogram.Histogram;

/** How values are kept: ns, 0 to ten years, three digits. */
public final class Histograms {

  /** Values above are refused; in virtual time, data may well be as old as a trace is long. */
  public static final long HIGHEST_NANOS = 3_650 * 86_400_000_000_000L;

  private static final int DIGITS = 3;

  private Histograms() {}

  /** An empty histogram. */
  public static Histogram create() {
    return new Histogram(HIGHEST_NANOS, DIGITS);
  }
}
