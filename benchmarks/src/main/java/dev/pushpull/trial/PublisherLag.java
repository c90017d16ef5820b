package dev.pushpull.trial;

import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Samples;
import dev.pushpull.schedule.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** P(v) − due of what feeds published in windows, each update once, however many watch. */
public final class PublisherLag {

  private PublisherLag() {}

  /** Of all windows. */
  public static Samples of(List<? extends MeasuredWindow<?>> windows) {
    var lag = new Samples();
    windows.forEach(measured -> Mergeable.add(lag, of(measured.window(), measured.logs())));
    return lag;
  }

  /** Of one window, or of a part of it. */
  public static Samples of(Window window, List<PublishLog> logs) {
    var lag = new Samples();
    for (PublishLog log : logs) {
      int end = log.firstAtOrAfter(window.endNanos());
      for (int version = log.firstAtOrAfter(window.startNanos()); version < end; version++) {
        lag.add(log.publishedAt(version) - log.dueAt(version));
      }
    }
    return lag;
  }

  /** A window's histograms, or those of a part of it, with this one where there are feeds. */
  static Map<String, Histogram> with(
      Map<String, Histogram> byMetric, List<PublishLog> logs, Window window) {
    var histograms = new TreeMap<>(byMetric);
    if (!logs.isEmpty()) {
      histograms.put("publisherLag", of(window, logs).histogram());
    }
    return histograms;
  }
}
