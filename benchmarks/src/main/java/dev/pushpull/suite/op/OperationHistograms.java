package dev.pushpull.suite.op;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.measure.Histograms;
import dev.pushpull.result.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a fork measured, by tag, in ns: left as {@value HistogramLog#FILE} in the folder that the
 * suite named, so that percentiles are of one fork's values and never of averages. One thread.
 */
final class OperationHistograms {

  /** System property: absolute path of the folder; without it nothing is written. */
  static final String FOLDER_PROPERTY = "pushpull.operation";

  /** Tag of the operation's own time. */
  static final String LATENCY = "latency";

  private final Map<String, Histogram> byTag = new LinkedHashMap<>();
  private final long startedNanos = System.nanoTime();

  /** Adds a value. */
  void record(String tag, long nanos) {
    of(tag).recordValue(nanos);
  }

  /** The values of a tag so far; empty at first. */
  Histogram of(String tag) {
    return byTag.computeIfAbsent(tag, _ -> Histograms.create());
  }

  /** Writes the file, if a suite asked for it and something was measured. */
  void leave() {
    String folder = System.getProperty(FOLDER_PROPERTY, "");
    if (folder.isEmpty() || byTag.isEmpty()) {
      return;
    }
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    try {
      HistogramFiles.writeLog(
          Path.of(folder).resolve(HistogramLog.FILE),
          log -> HistogramFiles.writeSlice(log, 0, seconds, byTag));
    } catch (IOException e) {
      throw OperationException.told("the histograms cannot be written", e);
    }
  }
}
