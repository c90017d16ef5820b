package dev.pushpull.trial;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.measure.Window;
import dev.pushpull.result.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramLogWriter;

/** Writes the histograms that a fork of jobs leaves in its trial's folder. */
final class JobFiles {

  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private JobFiles() {}

  /**
   * One percentile distribution for each metric, all windows merged, and one line for each metric
   * and second of each window.
   *
   * @param offsetNanos the server's clock less ours
   */
  static void write(Path folder, List<JobWindow> windows, List<JobProbe> probes, long offsetNanos)
      throws IOException {
    var merged = new JobMeters();
    windows.forEach(window -> merged.add(window.meters()));
    HistogramFiles.writeDistributions(folder, merged.byMetric());
    long origin = windows.getFirst().window().startNanos();
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> windows.forEach(window -> writeWindow(log, window, probes, offsetNanos, origin)));
  }

  private static void writeWindow(
      HistogramLogWriter log,
      JobWindow measured,
      List<JobProbe> probes,
      long offsetNanos,
      long origin) {
    var window = measured.window();
    for (long at = window.startNanos(); at < window.endNanos(); at += SLICE_NANOS) {
      long end = Math.min(at + SLICE_NANOS, window.endNanos());
      var slice = new Window(at, end, window.drainEndNanos());
      var meters = JobMeters.of(slice, probes, measured.server(), offsetNanos);
      HistogramFiles.writeSlice(log, (at - origin) / 1e9, (end - origin) / 1e9, meters.byMetric());
    }
  }
}
