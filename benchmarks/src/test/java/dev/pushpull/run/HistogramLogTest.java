package dev.pushpull.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramLogTest {

  @TempDir Path folder = Path.of("");

  private Path log(String... tags) throws IOException {
    Path file = folder.resolve(HistogramLog.FILE);
    try (var out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      var writer = new HistogramLogWriter(out);
      writer.outputLogFormatVersion();
      writer.outputLegend();
      for (int second = 0; second < 2; second++) {
        for (String tag : tags) {
          var histogram = new Histogram(3);
          histogram.recordValueWithCount(1_000_000L * (second + 1), 7);
          histogram.setTag(tag);
          writer.outputIntervalHistogram(second, second + 1.0, histogram, 1.0);
        }
      }
    }
    return file;
  }

  @Test
  void readsTheSlicesOfTheMetricsThatAreWanted() throws IOException {
    var slices = HistogramLog.read(log("age", "deliveryLatency"), Set.of("deliveryLatency", "x"));

    assertThat(slices).containsOnlyKeys("deliveryLatency");
    var second = slices.values().iterator().next().get(1);
    assertThat(second.startSeconds()).isEqualTo(1);
    assertThat(second.endSeconds()).isEqualTo(2);
    assertThat(second.histogram().getTotalCount()).isEqualTo(7);
    assertThat(second.histogram().getValueAtPercentile(50)).isBetween(1_999_000L, 2_001_000L);
  }

  @Test
  void aBrokenLogIsNamed() throws IOException {
    Path file = log("deliveryLatency");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));

    assertThatThrownBy(() -> HistogramLog.read(file, Set.of("deliveryLatency")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(HistogramLog.FILE)
        .hasMessageContaining("cannot be read as a histogram log");
  }

  @Test
  void aMissingLogIsAnError() {
    assertThatThrownBy(() -> HistogramLog.read(folder.resolve("no"), Set.of("age")))
        .isInstanceOf(IOException.class);
  }
}
