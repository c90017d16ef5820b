package dev.pushpull.suite.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.transfer.FanOutTransport;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.text.UnitValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

@ResourceLock("operations")
class FanOutEndToEndTest {

  private static final IterationParams MEASUREMENT =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1);
  private static final int RECEIVERS = 40;
  private static final int PUBLISHES = 20;

  private static FanOut fanOut() {
    var fanOut = new FanOut();
    fanOut.receivers = Integer.toString(RECEIVERS);
    fanOut.payload = "16384";
    fanOut.burnIn = Duration.ofMillis(200);
    return fanOut;
  }

  @ParameterizedTest
  @EnumSource(FanOutTransport.class)
  void everyReceiverReadsEveryVersion(FanOutTransport transport) throws Exception {
    FanOut fanOut = fanOut();
    fanOut.open(transport);
    try {
      ServerCounters before = fanOut.stage().server().control().counters();
      long updatesBefore = fanOut.stage().receivers().updates();
      for (int i = 0; i < PUBLISHES; i++) {
        IterationFigures.take();
        fanOut.prepare(MEASUREMENT);
        long nanos = fanOut.publish();
        fanOut.note();
        assertFigures(nanos);
      }
      ServerCounters spent = fanOut.stage().server().control().counters().since(before);
      assertThat(spent.published()).isEqualTo(PUBLISHES);
      // The 201 of each publish carries the update, too.
      assertThat(spent.updatesSent()).isEqualTo(PUBLISHES * (RECEIVERS + 1L));
      assertThat(spent.conflated()).isZero();
      assertThat(fanOut.stage().receivers().updates() - updatesBefore)
          .isEqualTo(PUBLISHES * RECEIVERS);
      assertThat(fanOut.stage().receivers().skipped()).isZero();
    } finally {
      fanOut.close();
    }
  }

  private static void assertFigures(long nanos) {
    var figures = IterationFigures.take();
    double first = number(figures, "fanout.first");
    double median = number(figures, "fanout.median");
    double last = number(figures, "fanout.last");
    assertThat(first).isPositive().isLessThanOrEqualTo(median);
    assertThat(median).isLessThanOrEqualTo(last);
    assertThat(last).isLessThanOrEqualTo(nanos / 1e3);
    assertThat(number(figures, "fanout.perReceiver")).isCloseTo(last / RECEIVERS, within(1e-3));
    assertThat(number(figures, "server.cpu")).isPositive();
    assertThat(number(figures, "allocation")).isPositive();
    assertThat(figures).doesNotContainKey("server.heapPerConnection");
  }

  private static double number(Map<String, UnitValue> figures, String name) {
    return figures.getOrDefault(name, new UnitValue(Double.NaN, "")).value();
  }

  @Test
  void jmhRunsItAndASuiteFindsItsHistograms(@TempDir Path folder) throws Exception {
    System.setProperty(Latencies.FOLDER_PROPERTY, folder.toString());
    try {
      var results =
          SmallRuns.run(
              "FanOut.webSocket",
              options ->
                  options.param("receivers", "100").warmupIterations(2).measurementIterations(5));
      assertThat(results).hasSize(1);
      RunResult result = results.iterator().next();
      assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("us/op");
      assertThat(result.getSecondaryResults())
          .containsKeys("fanout.first", "fanout.last", "server.cpu", "server.heapPerConnection");
      double last = SmallRuns.figure(result, "fanout.last");
      assertThat(result.getPrimaryResult().getScore()).isGreaterThanOrEqualTo(last);
      assertThat(SmallRuns.figure(result, "server.heapPerConnection")).isBetween(100.0, 100_000.0);
    } finally {
      System.clearProperty(Latencies.FOLDER_PROPERTY);
    }
    for (String tag : new String[] {"latency", "first", "median", "last"}) {
      assertThat(SmallRuns.left(folder, tag).getTotalCount()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "20001", "many"})
  void aWrongNumberOfReceiversIsNamed(String receivers) {
    FanOut fanOut = fanOut();
    fanOut.receivers = receivers;
    assertThatThrownBy(() -> fanOut.open(FanOutTransport.SSE))
        .isInstanceOf(OperationException.class)
        .hasMessage("receivers must be 1 to 20000, but is '" + receivers + "'");
  }

  @Test
  void aProtocolThatTheReceiversDoNotSpeakIsNamed() {
    FanOut fanOut = fanOut();
    fanOut.protocol = "h1-tls";
    assertThatThrownBy(() -> fanOut.open(FanOutTransport.SSE))
        .isInstanceOf(OperationException.class)
        .hasMessageStartingWith("protocol must be h1 for a fan-out ")
        .hasMessageEndingWith("but is 'h1-tls'");
  }

  @Test
  void aWrongPayloadIsNamed() {
    FanOut fanOut = fanOut();
    fanOut.payload = "-1";
    assertThatThrownBy(() -> fanOut.open(FanOutTransport.SSE))
        .isInstanceOf(OperationException.class)
        .hasMessage("payload must be 0 to 60000 bytes, but is '-1'");
  }
}
