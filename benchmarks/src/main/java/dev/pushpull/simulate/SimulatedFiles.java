package dev.pushpull.simulate;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.result.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a simulated trial leaves in its folder beside its result: all windows as one. */
final class SimulatedFiles {

  private SimulatedFiles() {}

  static void write(Path folder, SimulationSpec spec, Tally tally) throws IOException {
    Windows windows = spec.windows();
    Map<String, Histogram> byMetric = byMetric(tally);
    HistogramFiles.writeDistributions(folder, byMetric);
    double endSeconds = windows.end(windows.count() - 1) / 1e9;
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> HistogramFiles.writeSlice(log, 0, endSeconds, byMetric));
  }

  private static Map<String, Histogram> byMetric(Tally tally) {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("deliveryLatency", tally.delivery.histogram());
    histograms.put("staleness", tally.staleness.histogram());
    histograms.put("age", tally.age.histogram());
    histograms.put("requestLatencyCorrected", tally.corrected.histogram());
    histograms.put("requestLatencyUncorrected", tally.uncorrected.histogram());
    return histograms;
  }
}
