package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class TrialFilesTest {

  private static final List<String> METRICS =
      List.of(
          "age",
          "deliveryLatency",
          "deliveryLatencyCorrected",
          "publisherLag",
          "requestLatencyCorrected",
          "requestLatencyUncorrected",
          "scheduleLag",
          "staleness");

  @TempDir Path folder = Path.of("");

  private final Probe probe = Made.poller();
  private final MeasuredWindow<WindowMeters> window = Made.window(probe);

  @Test
  void theLogIsReadByHdrHistogramWithOneTagForEachMetric() throws IOException {
    Path file = folder.resolve("histograms.hlog");
    Made.write(folder, probe);
    assertThat(Files.readAllLines(file).getFirst())
        .isEqualTo("#[Histogram log format version 1.3]");
    var read = new TreeMap<String, Histogram>();
    try (var reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        var histogram = (Histogram) reader.nextIntervalHistogram();
        read.put(histogram.getTag(), histogram);
      }
    }
    assertThat(read.keySet()).containsExactlyElementsOf(METRICS);
    Histogram delivery = requireNonNull(read.get("deliveryLatency"));
    assertThat(delivery).isEqualTo(window.meters().delivery.latency.histogram());
    assertThat(delivery.getTotalCount()).isEqualTo(3);
    assertThat(requireNonNull(read.get("staleness")).getTotalCount())
        .isEqualTo(Made.WINDOW.lengthNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG"})
  void distributionsAreTheSameInEveryLanguage(String language) throws IOException {
    Path expected = Files.createDirectory(folder.resolve("root"));
    Path actual = Files.createDirectory(folder.resolve("other"));
    write(expected, Locale.ROOT);
    write(actual, Locale.forLanguageTag(language));
    for (String metric : METRICS) {
      assertThat(actual.resolve(metric + ".hgrm"))
          .hasSameTextualContentAs(expected.resolve(metric + ".hgrm"));
    }
    assertThat(actual.resolve("histograms.hlog"))
        .hasSameTextualContentAs(expected.resolve("histograms.hlog"));
    assertThat(expected.resolve("requestLatencyUncorrected.hgrm"))
        .content()
        .contains("Value", "Percentile", "2.00");
  }

  private void write(Path target, Locale locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(locale);
    try {
      Made.write(target, probe);
    } finally {
      Locale.setDefault(before);
    }
  }
}
