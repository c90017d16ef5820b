package dev.pushpull.trial;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.result.ResultJson;
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

/** Writes what a fork leaves in its trial's folder: result and histograms. */
public final class TrialFiles {

  private static final long PART_NANOS = TimeUnit.SECONDS.toNanos(1);

  private TrialFiles() {}

  /** Writes {@code result.json}. */
  public static void writeResult(Path folder, TrialResult result) throws IOException {
    Files.writeString(folder.resolve("result.json"), ResultJson.write(result));
  }

  /** The histograms of a window, or of a part of it, by metric. */
  @FunctionalInterface
  interface Parts {
    Map<String, Histogram> of(int window, Window part);
  }

  /**
   * One percentile distribution for each metric, all windows merged, in ms; and a histogram log
   * with one line for each metric and second of each window, in its form 1.3, values in ns.
   */
  static void write(Path folder, List<Window> windows, Parts parts) throws IOException {
    var merged = new TreeMap<String, Histogram>();
    for (int i = 0; i < windows.size(); i++) {
      parts.of(i, windows.get(i)).forEach((metric, h) -> merged.merge(metric, h, TrialFiles::sum));
    }
    HistogramFiles.writeDistributions(folder, merged);
    long origin = windows.getFirst().startNanos();
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> {
          for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            for (long at = window.startNanos(); at < window.endNanos(); at += PART_NANOS) {
              long end = Math.min(at + PART_NANOS, window.endNanos());
              var byMetric = parts.of(i, new Window(at, end, window.drainEndNanos()));
              HistogramFiles.writeSlice(log, (at - origin) / 1e9, (end - origin) / 1e9, byMetric);
            }
          }
        });
  }

  private static Histogram sum(Histogram one, Histogram other) {
    one.add(other);
    return one;
  }
}
