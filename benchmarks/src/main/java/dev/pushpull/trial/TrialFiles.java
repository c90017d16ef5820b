package dev.pushpull.trial;

import dev.pushpull.measure.Window;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.Trace;
import dev.pushpull.result.TrialResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes what a fork leaves in its trial's folder: result, histograms, trace. */
final class TrialFiles {

  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private TrialFiles() {}

  static void writeResult(Path folder, TrialResult result) throws IOException {
    Files.writeString(folder.resolve("result.json"), ResultJson.write(result));
  }

  static void writeTrace(Path folder, TrialRun run, String strategy) throws IOException {
    Trace trace = Traces.of(strategy, run.windows().getFirst(), run.probes().getFirst());
    Files.writeString(folder.resolve(Trace.FILE), ResultJson.compact(trace));
  }

  /** One percentile distribution for each metric, all windows merged, in ms. */
  static void writeDistributions(Path folder, WindowMeters meters) throws IOException {
    for (var metric : byMetric(meters).entrySet()) {
      Path file = folder.resolve(metric.getKey() + ".hgrm");
      try (var out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
        metric
            .getValue()
            .outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MILLI);
        check(out, file);
      }
    }
  }

  /**
   * One line for each metric and second of each window, in the histogram log's form 1.3, values in
   * ns.
   */
  static void writeLog(Path file, List<MeasuredWindow> windows, List<Probe> probes)
      throws IOException {
    long origin = windows.getFirst().window().startNanos();
    try (var stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      var log = new HistogramLogWriter(stream);
      log.outputLogFormatVersion();
      log.outputComment("[values are ns, times are s after the first window's start]");
      log.outputLegend();
      for (MeasuredWindow measured : windows) {
        writeWindow(log, measured, probes, origin);
      }
      check(stream, file);
    }
  }

  /** A print stream keeps its failures to itself. */
  private static void check(PrintStream out, Path file) throws IOException {
    if (out.checkError()) {
      throw new IOException(file + " could not be written to its end");
    }
  }

  private static void writeWindow(
      HistogramLogWriter log, MeasuredWindow measured, List<Probe> probes, long origin) {
    var window = measured.window();
    for (long at = window.startNanos(); at < window.endNanos(); at += SLICE_NANOS) {
      long end = Math.min(at + SLICE_NANOS, window.endNanos());
      var slice = new Window(at, end, window.drainEndNanos());
      var meters = WindowMeters.of(slice, measured.logs(), probes);
      double startSeconds = (at - origin) / 1e9;
      double endSeconds = (end - origin) / 1e9;
      byMetric(meters)
          .forEach(
              (tag, histogram) -> {
                histogram.setTag(tag);
                log.outputIntervalHistogram(startSeconds, endSeconds, histogram, 1.0);
              });
    }
  }

  private static Map<String, Histogram> byMetric(WindowMeters meters) {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("deliveryLatency", meters.delivery().latency().histogram());
    histograms.put("deliveryLatencyCorrected", meters.delivery().corrected().histogram());
    histograms.put("staleness", meters.freshness().staleness().histogram());
    histograms.put("age", meters.freshness().age().histogram());
    histograms.put("requestLatencyCorrected", meters.requests().corrected().histogram());
    histograms.put("requestLatencyUncorrected", meters.requests().uncorrected().histogram());
    histograms.put("scheduleLag", meters.requests().scheduleLag().histogram());
    histograms.put("publisherLag", meters.publisherLag().histogram());
    return histograms;
  }

  /** All files at once. */
  static void writeAll(Path folder, TrialRun run, TrialResult result) throws IOException {
    var merged = new WindowMeters();
    run.windows().forEach(window -> merged.add(window.meters()));
    writeDistributions(folder, merged);
    writeLog(folder.resolve("histograms.hlog"), run.windows(), run.probes());
    writeTrace(folder, run, result.strategy());
    writeResult(folder, result);
  }
}
