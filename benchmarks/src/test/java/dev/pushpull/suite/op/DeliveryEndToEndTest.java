package dev.pushpull.suite.op;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.transfer.DeliveryStage;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

@ResourceLock("operations")
@ResourceLock(Resources.SYSTEM_OUT)
class DeliveryEndToEndTest {

  private static final int UPDATES = 200;
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void overStratifiedPhasesAPollIsAsLateAsTheClosedFormSays(@TempDir Path folder) throws Exception {
    System.setProperty(Latencies.FOLDER_PROPERTY, folder.toString());
    RunResult result;
    try {
      var results =
          SmallRuns.run(
              "Delivery",
              options ->
                  options
                      .param("strategy", "poll@20ms")
                      .warmupIterations(5)
                      .measurementIterations(UPDATES));
      result = results.iterator().next();
    } finally {
      System.clearProperty(Latencies.FOLDER_PROPERTY);
    }
    Statistics scores = result.getPrimaryResult().getStatistics();
    assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("ms/op");
    assertThat(scores.getN()).isEqualTo(UPDATES);
    assertThat(SmallRuns.figure(result, "allocation")).isPositive();
    double expected = SmallRuns.figure(result, "expected");
    double delay = expected - 10;
    assertThat(delay).isPositive();
    // A busy machine shows in the spread of the scores, and in the delay itself.
    double noise = 3 * scores.getStandardDeviation() / Math.sqrt(UPDATES);
    assertThat(scores.getMean()).isCloseTo(expected, within(0.05 * expected + delay + noise));

    var latency = SmallRuns.left(folder, "latency");
    assertThat(latency.getTotalCount()).isEqualTo(UPDATES);
    // Evenly spread: a quarter of the updates waits for less than a quarter of the interval.
    assertThat(latency.getValueAtPercentile(25) / 1e6).isBetween(4.0, 5.5 + 2 * delay + noise);
    assertThat(latency.getValueAtPercentile(75) / 1e6).isBetween(14.0, 15.5 + 2 * delay + noise);
  }

  @ParameterizedTest
  @CsvSource({
    "websocket, h1",
    "sse, h1-tls",
    "long-poll, h2c",
    "raw-websocket, h1",
    "conditional-poll@5ms, h2",
    "adaptive@2ms..20ms, h1"
  })
  void everyVersionIsSeenAfterItWasPublished(String strategy, String protocol) throws Exception {
    try (DeliveryStage stage =
        DeliveryStage.open(StrategyName.parse(strategy), Protocol.parse(protocol), 64, SHORT)) {
      for (int i = 0; i < 10; i++) {
        stage.awaitListening();
        assertThat(stage.deliver()).isPositive();
        stage.confirm();
        assertThat(stage.observer().held()).isEqualTo(stage.version());
      }
      assertThat(stage.observer().skipped()).isZero();
    }
  }

  @Test
  void aLongPollIsParkedWheneverItsUpdateComes() throws Exception {
    try (DeliveryStage stage =
        DeliveryStage.open(StrategyName.parse("long-poll"), Protocol.H1, 64, SHORT)) {
      stage.awaitListening();
      long before = stage.everParked();
      for (int i = 0; i < 20; i++) {
        stage.deliver();
        stage.confirm();
        stage.awaitListening();
      }
      assertThat(stage.everParked() - before).isEqualTo(20);
    }
  }

  @Test
  void whatIsExpectedIsTheClosedFormWhereThereIsOne() {
    assertThat(expectedMillis("poll@100ms")).isEqualTo(52);
    assertThat(expectedMillis("conditional-poll@100ms")).isEqualTo(52);
    for (String none : new String[] {"poll@100ms~60%", "websocket", "backoff@1s..2s", "hinted"}) {
      assertThat(Delivery.expectedNanos(Strategy.parse(none), 2e6)).isEmpty();
    }
  }

  private static double expectedMillis(String strategy) {
    return Delivery.expectedNanos(Strategy.parse(strategy), 2e6).orElseThrow() / 1e6;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          websocket | h2 | 64 | websocket over h2: WebSocket is supported only over HTTP/1.1
          raw-websocket | h1+deflate | 64 | raw-websocket over h1+deflate: protocol must be h1 or h1-tls
          pol@1s    | h1 | 64 | strategy must be poll@INTERVAL
          sse       | h3 | 64 | protocol must be one of h1, h1-tls, h2, h2c
          sse       | h1 | 1k | payload must be 0 to 60000 bytes, but is '1k'
          """)
  void whatCannotBeMeasuredIsSaidInOneLine(
      String strategy, String protocol, String payload, String why) {
    PrintStream before = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      assertThatThrownBy(
              () ->
                  SmallRuns.run(
                      "Delivery",
                      options ->
                          options
                              .param("strategy", strategy)
                              .param("protocol", protocol)
                              .param("payload", payload)))
          .isInstanceOf(RunnerException.class);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("pushpull: ")))
        .singleElement(STRING)
        .startsWith("pushpull: " + why);
  }
}
