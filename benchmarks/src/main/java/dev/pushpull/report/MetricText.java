package dev.pushpull.report;

import dev.pushpull.metric.Metrics;
import dev.pushpull.text.Numbers;

/** Figures of {@code results.json} as people read them. */
public final class MetricText {

  private MetricText() {}

  /** A metric's figure with its unit, such as {@code 1.71 s}. */
  public static String of(String metric, double value) {
    return switch (Metrics.dimension(metric)) {
      case TIME -> Metrics.isInMicros(metric) ? Numbers.micros(value) : Numbers.millis(value);
      case BYTES -> Numbers.bytes(value);
      case SHARE -> Numbers.percent(value);
      case NUMBER -> Numbers.plain(value);
    };
  }

  /** What a page's scripts call its unit: ms, us, B, share or nothing for a plain number. */
  public static String unit(String metric) {
    return switch (Metrics.dimension(metric)) {
      case TIME -> Metrics.isInMicros(metric) ? "us" : "ms";
      case BYTES -> "B";
      case SHARE -> "share";
      case NUMBER -> "";
    };
  }
}
