package dev.pushpull.trial;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.measure.Window;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.Trace;
import dev.pushpull.result.TrialResult;
import java.io.IOException;
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
    HistogramFiles.writeDistributions(folder, byMetric(meters));
  }

  /**
   * One line for each metric and second of each window, in the histogram log's form 1.3, values in
   * ns.
   */
  static void writeLog(Path file, List<MeasuredWindow> windows, List<Probe> probes)
      throws IOException {
    long origin = windows.getFirst().window().startNanos();
    HistogramFiles.writeLog(
        file,
        log -> {
          for (MeasuredWindow measured : windows) {
            writeWindow(log, measured, probes, origin);
          }
        });
  }

  private static void writeWindow(
      HistogramLogWriter log, MeasuredWindow measured, List<Probe> probes, long origin) {
    var window = measured.window();
    for (long at = window.startNanos(); at < window.endNanos(); at += SLICE_NANOS) {
      long end = Math.min(at + SLICE_NANOS, window.endNanos());
      var slice = new Window(at, end, window.drainEndNanos());
      var meters = WindowMeters.of(slice, measured.logs(), probes);
      HistogramFiles.writeSlice(log, (at - origin) / 1e9, (end - origin) / 1e9, byMetric(meters));
    }
  }

  static Map<String, Histogram> byMetric(WindowMeters meters) {
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

  /** All files but the result, which is there before. */
  static void writeAll(Path folder, TrialRun run, TrialResult result) throws IOException {
    var merged = new WindowMeters();
    run.windows().forEach(window -> merged.add(window.meters()));
    writeDistributions(folder, merged);
    writeLog(folder.resolve("histograms.hlog"), run.windows(), run.probes());
    writeTrace(folder, run, result.strategy());
  }
}
