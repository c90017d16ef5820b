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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;

class JmhResultsTest {

  @TempDir Path trials = Path.of("");

  private void store(String id, RunResult result) throws IOException {
    JmhResults.store(Files.createDirectory(trials.resolve(id)).resolve(JmhResults.FILE), result);
  }

  private void storeForeign(Serializable object) throws IOException {
    Path file = Files.createDirectory(trials.resolve("001")).resolve("jmh-fork.ser");
    try (var out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(object);
    }
  }

  @Test
  void forksOfOneParameterSetAreOneResultWithTheTrueForkCount() throws IOException {
    store("001", JmhForks.fork("sse", 2));
    store("002", JmhForks.fork("poll@1s", 500));
    store("003", JmhForks.fork("sse", 4));
    store("004.tmp", JmhForks.fork("sse", 100));
    Files.createDirectory(trials.resolve("005")); // its fork failed
    JsonNode results = new ObjectMapper().readTree(JmhResults.json(JmhResults.ofTrials(trials)));
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
    assertThatThrownBy(() -> JmhResults.json(JmhResults.ofTrials(trials)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("REJECTED");
  }

  @Test
  void anotherObjectIsNoResult() throws IOException {
    storeForeign("a string");
    assertThatThrownBy(() -> JmhResults.json(JmhResults.ofTrials(trials)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("001/jmh-fork.ser is not the result of a JMH fork");
  }
}
