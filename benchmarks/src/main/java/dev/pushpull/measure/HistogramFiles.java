package dev.pushpull.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Histograms in ns as the files of a trial's folder. */
public final class HistogramFiles {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private HistogramFiles() {}

  /** One percentile distribution {@code <metric>.hgrm} for each metric, in ms. */
  public static void writeDistributions(Path folder, Map<String, Histogram> byMetric)
      throws IOException {
    for (var metric : byMetric.entrySet()) {
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
   * A histogram log 1.3; times in it are s after the first window's start.
   *
   * @param body writes one line for each metric and stretch of time
   */
  public static void writeLog(Path file, Consumer<HistogramLogWriter> body) throws IOException {
    try (var stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      var log = new HistogramLogWriter(stream);
      log.outputLogFormatVersion();
      log.outputComment("[values are ns, times are s after the first window's start]");
      log.outputLegend();
      body.accept(log);
      check(stream, file);
    }
  }

  /** Writes one line for each metric over a stretch of time. */
  public static void writeSlice(
      HistogramLogWriter log,
      double startSeconds,
      double endSeconds,
      Map<String, Histogram> byMetric) {
    byMetric.forEach(
        (tag, histogram) -> {
          histogram.setTag(tag);
          log.outputIntervalHistogram(startSeconds, endSeconds, histogram, 1.0);
        });
  }

  /** A print stream keeps its failures to itself. */
  private static void check(PrintStream out, Path file) throws IOException {
    if (out.checkError()) {
      throw new IOException(file + " could not be written completely");
    }
  }
}
