package dev.pushpull.run;

import dev.pushpull.sut.text.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads {@code histograms.hlog}, the histogram log 1.3 that a trial left. */
public final class HistogramLog {

  /** Its name in a trial's folder. */
  public static final String FILE = "histograms.hlog";

  /**
   * One metric over one stretch of a window.
   *
   * @param startSeconds after the first window's start
   * @param endSeconds its end
   * @param histogram values in ns
   */
  public record Slice(double startSeconds, double endSeconds, Histogram histogram) {}

  private HistogramLog() {}

  /**
   * The slices of some metrics, in the order of time; a metric that is not there is left out.
   *
   * @param tags the metrics wanted; the others are not decoded
   * @throws IOException if the file cannot be read as such a log; the message names it
   */
  public static Map<String, List<Slice>> read(Path file, Set<String> tags) throws IOException {
    Set<String> prefixes = tags.stream().map(tag -> "Tag=" + tag + ",").collect(Collectors.toSet());
    String wanted =
        Files.readString(file)
            .lines()
            .filter(line -> prefixes.stream().anyMatch(line::startsWith))
            .collect(Collectors.joining("\n", "", "\n"));
    var slices = new LinkedHashMap<String, List<Slice>>();
    try (var reader =
        new HistogramLogReader(new ByteArrayInputStream(wanted.getBytes(StandardCharsets.UTF_8)))) {
      for (var next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        double start = next.getStartTimeStamp() / 1e3;
        double end = next.getEndTimeStamp() / 1e3;
        slices
            .computeIfAbsent(next.getTag(), _ -> new ArrayList<>())
            .add(new Slice(start, end, (Histogram) next));
      }
    } catch (RuntimeException e) { // what its decoder throws is not declared
      throw new IOException(file + " cannot be read as a histogram log: " + Reason.of(e), e);
    }
    return slices;
  }
}
