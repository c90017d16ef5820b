package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class JmhResultsTest {

  private static final TimeValue SECOND = TimeValue.seconds(1);
  private static final IterationParams WARMUP =
      new IterationParams(IterationType.WARMUP, 1, SECOND, 1);
  private static final IterationParams MEASUREMENT =
      new IterationParams(IterationType.MEASUREMENT, 1, SECOND, 1);

  @TempDir Path trials = Path.of("");

  static BenchmarkParams params(String strategy) {
    var workload = new WorkloadParams();
    workload.put("strategy", strategy, 0);
    workload.put("feeds", "10", 1);
    return new BenchmarkParams(
        "dev.pushpull.suite.FreshnessBenchmark.freshness",
        "generated",
        false,
        1,
        new int[] {1},
        List.of("freshness"),
        1,
        0,
        WARMUP,
        MEASUREMENT,
        Mode.SingleShotTime,
        workload,
        TimeUnit.MILLISECONDS,
        1,
        "java",
        List.of("-Xmx512m"),
        "25",
        "VM",
        "25",
        "1.37",
        SECOND);
  }

  /** One fork of one window. */
  private static RunResult fork(String strategy, double deliveryMillis) {
    BenchmarkParams params = params(strategy);
    var window = new IterationResult(params, MEASUREMENT, new IterationResultMetaData(1, 1));
    window.addResult(
        new SingleShotResult(
            ResultRole.PRIMARY, "freshness", TimeUnit.SECONDS.toNanos(7), TimeUnit.MILLISECONDS));
    window.addResult(
        new ScalarResult("delivery.mean", deliveryMillis, "ms", AggregationPolicy.AVG));
    return new RunResult(params, List.of(new BenchmarkResult(params, List.of(window))));
  }

  private void store(String id, RunResult result) throws IOException {
    JmhResults.store(Files.createDirectory(trials.resolve(id)), result);
  }

  private void storeForeign(Serializable object) throws IOException {
    Path file = Files.createDirectory(trials.resolve("001")).resolve("jmh-fork.ser");
    try (var out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(object);
    }
  }

  @Test
  void forksOfOneParameterSetAreOneResultWithTheTrueForkCount() throws IOException {
    store("001", fork("sse", 2));
    store("002", fork("poll@1s", 500));
    store("003", fork("sse", 4));
    store("004.tmp", fork("sse", 100));
    Files.createDirectory(trials.resolve("005")); // its fork failed
    JsonNode results = new ObjectMapper().readTree(JmhResults.json(trials));
    assertThat(results).hasSize(2);
    JsonNode sse = results.get(0);
    assertThat(sse.path("params").toString()).isEqualTo("{\"feeds\":\"10\",\"strategy\":\"sse\"}");
    assertThat(sse.path("forks").asInt()).isEqualTo(2);
    JsonNode delivery = sse.path("secondaryMetrics").path("delivery.mean");
    assertThat(delivery.path("score").asDouble()).isEqualTo(3);
    assertThat(delivery.path("scoreUnit").asText()).isEqualTo("ms");
    assertThat(delivery.path("rawData").toString()).isEqualTo("[[2.0],[4.0]]");
    assertThat(sse.path("primaryMetric").path("rawData").toString())
        .isEqualTo("[[7000.0],[7000.0]]");
    assertThat(results.get(1).path("forks").asInt()).isEqualTo(1);
  }

  @Test
  void aForeignClassIsRefused() throws IOException {
    storeForeign(BigInteger.ONE);
    assertThatThrownBy(() -> JmhResults.json(trials))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("REJECTED");
  }

  @Test
  void anotherObjectIsNoResult() throws IOException {
    storeForeign("a string");
    assertThatThrownBy(() -> JmhResults.json(trials))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("001/jmh-fork.ser is no result of a JMH fork");
  }
}
