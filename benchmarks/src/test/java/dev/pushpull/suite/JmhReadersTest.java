package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * {@code jmh-result.json} by what its readers ask of it: JMH Visualizer and the Jenkins plugin
 * around it, github-action-benchmark, and whoever reads numbers and JMH's {@code "NaN"} strings.
 */
@Isolated
class JmhReadersTest {

  private static final Path REFERENCE = Path.of("../results/reference/jmh-result.json");
  private static final List<String> PERCENTILES =
      List.of("0.0", "50.0", "90.0", "95.0", "99.0", "99.9", "99.99", "99.999", "99.9999", "100.0");

  @TempDir Path trials = Path.of("");

  private JsonNode made(RunResult... forks) throws IOException {
    for (int i = 0; i < forks.length; i++) {
      Path folder = Files.createDirectory(trials.resolve("00" + i));
      JmhResults.store(folder.resolve(JmhResults.FILE), forks[i]);
    }
    return new ObjectMapper().readTree(JmhResults.json(JmhResults.ofTrials(trials)));
  }

  private static ScalarResult figure(String name, double value) {
    return new ScalarResult(name, value, "ms", AggregationPolicy.AVG);
  }

  @Test
  void theReferenceIsRead() throws IOException {
    JsonNode results = new ObjectMapper().readTree(Files.readString(REFERENCE));

    assertThat(results).hasSize(14);
    assertReadable(results);
  }

  @Test
  void aMadeOneIsRead() throws IOException {
    JsonNode results =
        made(
            JmhForks.fork("sse", 2),
            JmhForks.fork("poll@1s", 500),
            JmhForks.fork("sse", 4),
            JmhForks.fork("sse", 1e-9),
            JmhForks.fork("long-poll \"\\ []{}&;", 1e9));

    assertThat(results).hasSize(3);
    assertReadable(results);
    assertThat(results.get(2).path("params").path("strategy").asText())
        .isEqualTo("long-poll \"\\ []{}&;");
  }

  /** JMH would count it as 0 there, and a reader would see a mean that nothing had. */
  @Test
  void aFigureThatAWindowLacksIsLeftOut() throws IOException {
    JsonNode results =
        made(
            JmhForks.fork("sse", figure("a", 1), figure("b", 2)),
            JmhForks.fork("sse", figure("a", 3)),
            JmhForks.fork("poll@1s", figure("b", 2)));

    assertReadable(results);
    assertThat(results.get(0).path("secondaryMetrics").properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("a");
    assertThat(results.get(1).path("secondaryMetrics").path("b").path("score").asDouble())
        .isEqualTo(2);
  }

  @Test
  void isSealed() throws Exception {
    made(JmhForks.fork("sse", 2), JmhForks.fork("poll@1s", 500.25), JmhForks.fork("sse", 4));

    Golden.assertInEveryLocale(
        "jmh-result.json", () -> JmhResults.json(JmhResults.ofTrials(trials)));
  }

  private static void assertReadable(JsonNode results) {
    assertThat(results.isArray()).isTrue();
    var keys = new HashSet<String>();
    for (JsonNode result : results) {
      assertFacts(result);
      assertMetric(result.path("primaryMetric"), result);
      assertThat(result.path("secondaryMetrics").isObject()).isTrue();
      result.path("secondaryMetrics").forEach(metric -> assertMetric(metric, result));
      assertThat(keys.add(result.path("benchmark") + " " + result.path("params")))
          .as("readers tell results apart by benchmark and parameters")
          .isTrue();
    }
  }

  private static void assertFacts(JsonNode result) {
    // Package, class and method, which readers split at the dots.
    assertThat(result.path("benchmark").asText()).matches("[a-z.]+\\.[A-Z]\\w+\\.\\w+");
    assertThat(Mode.deepValueOf(result.path("mode").asText())).isEqualTo(Mode.SingleShotTime);
    for (String count :
        List.of(
            "threads", "forks", "warmupIterations", "measurementIterations", "warmupBatchSize")) {
      assertThat(result.path(count).isInt()).as(count).isTrue();
    }
    for (String text : List.of("jmhVersion", "jvm", "jdkVersion", "vmName", "measurementTime")) {
      assertThat(result.path(text).isTextual()).as(text).isTrue();
    }
    assertThat(result.path("params")).isNotEmpty().allMatch(JsonNode::isTextual);
  }

  private static void assertMetric(JsonNode metric, JsonNode result) {
    assertThat(metric.path("score").isNumber()).as(metric.toString()).isTrue();
    assertThat(isNumberOrNan(metric.path("scoreError"))).isTrue();
    assertThat(metric.path("scoreConfidence")).hasSize(2).allMatch(JmhReadersTest::isNumberOrNan);
    assertThat(metric.path("scorePercentiles").properties())
        .extracting(entry -> entry.getKey())
        .containsExactlyElementsOf(PERCENTILES);
    assertThat(metric.path("scoreUnit").asText()).isNotBlank();
    assertRawData(metric, result);
  }

  /** Forks × iterations, and the score is their mean. */
  private static void assertRawData(JsonNode metric, JsonNode result) {
    JsonNode raw = metric.path("rawData");
    assertThat(raw).hasSize(result.path("forks").intValue());
    for (JsonNode fork : raw) {
      assertThat(fork)
          .hasSize(result.path("measurementIterations").intValue())
          .allMatch(JsonNode::isNumber);
    }
    double mean =
        StreamSupport.stream(raw.spliterator(), false)
            .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
            .mapToDouble(JsonNode::doubleValue)
            .average()
            .orElseThrow();
    assertThat(metric.path("score").doubleValue()).isEqualTo(mean, within(1e-9 * Math.abs(mean)));
  }

  private static boolean isNumberOrNan(JsonNode value) {
    return value.isNumber() || value.asText().equals("NaN");
  }
}
