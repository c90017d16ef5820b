package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.Distribution;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.HistogramLogProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HdrHistogram's own tools on a trial's files: the log processor on {@code histograms.hlog}, the
 * plotter's columns on {@code .hgrm}; both must say what {@code result.json} says.
 */
@Isolated
class HdrToolsTest {

  private static final Path REFERENCE = Path.of("../results/reference/trials");
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

  /** Three significant digits, and three decimals of a ms. */
  private static final double RESOLUTION = 1e-3;

  @TempDir Path temp = Path.of("");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  static Stream<Path> referenceTrials() throws IOException {
    try (var folders = Files.list(REFERENCE)) {
      return folders.sorted().toList().stream();
    }
  }

  static Stream<Locale> locales() {
    return Golden.LOCALES.stream();
  }

  @ParameterizedTest
  @MethodSource("referenceTrials")
  void theLogProcessorAgreesWithTheDistributions(Path trial) throws Exception {
    for (String metric : METRICS) {
      assertThat(processed(trial, metric)).as(metric).isEqualTo(Hgrm.read(hgrm(trial, metric)));
    }
  }

  @ParameterizedTest
  @MethodSource("locales")
  void freshFilesAreReadToo(Locale locale) throws Exception {
    Locale.setDefault(locale);
    Probe probe = Made.poller();
    Made.write(temp, probe);

    for (String metric : METRICS) {
      assertThat(processed(temp, metric)).as(metric).isEqualTo(Hgrm.read(hgrm(temp, metric)));
    }
    Hgrm delivery = Hgrm.read(hgrm(temp, "deliveryLatency"));
    assertThat(delivery.totalCount()).isEqualTo(3);
    // Update 3 was published at 1,270 ms and held, as 4, at 1,352 ms.
    assertThat(delivery.max()).isEqualTo(82, within(82 * RESOLUTION));
  }

  @ParameterizedTest
  @MethodSource("referenceTrials")
  void distributionsAgreeWithTheResult(Path trial) throws IOException {
    TrialResult result = ResultJson.readTrial(Files.readString(trial.resolve("result.json")));
    for (var metric : distributions(result).entrySet()) {
      Hgrm hgrm = Hgrm.read(hgrm(trial, metric.getKey()));
      assertAgree(metric.getKey(), hgrm, metric.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("referenceTrials")
  void countsAgreeWithTheResult(Path trial) throws IOException {
    TrialResult result = ResultJson.readTrial(Files.readString(trial.resolve("result.json")));
    double nanos = result.windowSeconds() * 1e9 * result.workload().subscribers();

    distributions(result)
        .forEach(
            (metric, distribution) -> {
              // Time-weighted ones count the ns for which a value held.
              boolean weighted = metric.equals("age") || metric.equals("staleness");
              assertThat((double) read(trial, metric).totalCount())
                  .as(metric)
                  .isEqualTo(weighted ? nanos : distribution.samples());
            });
    assertThat(read(trial, "deliveryLatency").totalCount())
        .isEqualTo(result.counts().updates().published());
  }

  @Test
  void theIntervalLogHasALineForEachSecond() throws Exception {
    Path trial = referenceTrials().findFirst().orElseThrow();
    double seconds =
        ResultJson.readTrial(Files.readString(trial.resolve("result.json"))).windowSeconds();
    Path out = temp.resolve("out");
    process(trial, "deliveryLatency", out);

    List<String> lines =
        Files.readAllLines(out).stream().filter(line -> line.matches("\\d.*")).toList();
    assertThat(lines).hasSize((int) seconds);
    assertThat(lines.getFirst()).startsWith("1.000: I:");
    assertThat(lines.getLast()).startsWith("%.3f: I:".formatted(seconds));
  }

  private static void assertAgree(String metric, Hgrm hgrm, Distribution stored) {
    assertThat(hgrm.rows().isEmpty()).as(metric).isEqualTo(stored.samples() == 0);
    assertNear(metric + " mean", hgrm.mean(), stored.mean());
    assertNear(metric + " max", hgrm.max(), stored.max());
    if (stored.p50() != null) {
      assertNear(metric + " p50", hgrm.valueAt(0.5), stored.p50());
    }
    if (stored.p90() != null) {
      assertNear(metric + " p90", hgrm.valueAt(0.9), stored.p90());
    }
  }

  private static void assertNear(String what, double drawn, @Nullable Double stored) {
    double expected = stored == null ? 0 : stored;
    assertThat(drawn).as(what).isEqualTo(expected, within(RESOLUTION * (1 + expected)));
  }

  private static Map<String, Distribution> distributions(TrialResult result) {
    return Map.of(
        "age", result.times().ageMs().distribution(),
        "deliveryLatency", result.deliveryLatencyMs(),
        "deliveryLatencyCorrected", result.times().deliveryLatencyCorrectedMs(),
        "publisherLag", result.times().publisherLagMs(),
        "requestLatencyCorrected", result.times().requestLatencyMs().corrected(),
        "requestLatencyUncorrected", result.times().requestLatencyMs().uncorrected(),
        "scheduleLag", result.times().scheduleLagMs(),
        "staleness", result.stalenessMs().distribution());
  }

  private static Path hgrm(Path trial, String metric) {
    return trial.resolve(metric + ".hgrm");
  }

  private static Hgrm read(Path trial, String metric) {
    try {
      return Hgrm.read(hgrm(trial, metric));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Hgrm processed(Path trial, String metric) throws Exception {
    Path out = temp.resolve("out");
    process(trial, metric, out);
    return Hgrm.read(temp.resolve("out.hgrm"));
  }

  /** As on a command line; values in ns are shown in ms. */
  private static void process(Path trial, String metric, Path out) throws Exception {
    String[] args = {
      "-i",
      trial.resolve("histograms.hlog").toString(),
      "-tag",
      metric,
      "-outputValueUnitRatio",
      "1000000",
      "-o",
      out.toString(),
      "-v"
    };
    Files.deleteIfExists(out.resolveSibling(out.getFileName() + ".hgrm"));
    var tool = new HistogramLogProcessor(args);
    tool.start();
    tool.join();
  }
}
