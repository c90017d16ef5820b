package dev.pushpull.trial;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.Trace;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.HistogramLog;
import dev.pushpull.schedule.Window;
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
public final class TrialFiles {

  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private TrialFiles() {}

  public static void writeResult(Path folder, TrialResult result) throws IOException {
    Files.writeString(folder.resolve("result.json"), ResultJson.write(result));
  }

  public static void writeTrace(Path folder, String strategy, MeasuredWindow<?> window, Probe probe)
      throws IOException {
    Trace trace = Traces.of(strategy, window, probe);
    Files.writeString(folder.resolve(Trace.FILE), ResultJson.compact(trace));
  }

  /** The histograms of a window, or of a slice of it, by metric. */
  @FunctionalInterface
  interface Slices {
    Map<String, Histogram> of(int window, Window slice);
  }

  /**
   * One percentile distribution for each metric, all windows merged, in ms; and a histogram log
   * with one line for each metric and second of each window, in its form 1.3, values in ns.
   */
  static void write(Path folder, List<Window> windows, Slices slices) throws IOException {
    var merged = new TreeMap<String, Histogram>();
    for (int i = 0; i < windows.size(); i++) {
      slices.of(i, windows.get(i)).forEach((metric, h) -> merged.merge(metric, h, TrialFiles::sum));
    }
    HistogramFiles.writeDistributions(folder, merged);
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> {
          for (int i = 0; i < windows.size(); i++) {
            writeWindow(log, i, windows, slices);
          }
        });
  }

  private static Histogram sum(Histogram one, Histogram other) {
    one.add(other);
    return one;
  }

  private static void writeWindow(
      HistogramLogWriter log, int index, List<Window> windows, Slices slices) {
    Window window = windows.get(index);
    long origin = windows.getFirst().startNanos();
    for (long at = window.startNanos(); at < window.endNanos(); at += SLICE_NANOS) {
      long end = Math.min(at + SLICE_NANOS, window.endNanos());
      var slice = new Window(at, end, window.drainEndNanos());
      HistogramFiles.writeSlice(
          log, (at - origin) / 1e9, (end - origin) / 1e9, slices.of(index, slice));
    }
  }
}
