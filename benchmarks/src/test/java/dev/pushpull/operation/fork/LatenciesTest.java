package dev.pushpull.operation.fork;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.run.HistogramLog;
import dev.pushpull.text.UnitValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

@ResourceLock("operations")
class LatenciesTest {

  private static final Set<String> TAGS = Set.of(Latencies.LATENCY, Latencies.FLOOR, "first");

  @AfterEach
  void leaveNothing() {
    System.clearProperty(Latencies.FOLDER_PROPERTY);
    IterationFigures.take();
  }

  @Test
  void putsPercentilesThatHaveSamplesEnoughAndTheRatio() {
    IterationFigures.take();
    var latencies = new Latencies();
    iteration(latencies, IterationType.MEASUREMENT, 200, 100);
    var figures = IterationFigures.take();
    assertThat(number(figures, "latency.p50")).isBetween(199.0, 201.0);
    assertThat(number(figures, "floor.p90")).isBetween(99.0, 101.0);
    assertThat(number(figures, "floor.ratio")).isBetween(1.98, 2.02);
    assertThat(figures).containsKeys("latency.max", "floor.max").doesNotContainKey("latency.p99");
  }

  @Test
  void leavesTheForksHistogramsWithoutWarmup(@TempDir Path folder) throws Exception {
    System.setProperty(Latencies.FOLDER_PROPERTY, folder.toString());
    try (var latencies = new Latencies()) {
      iteration(latencies, IterationType.WARMUP, 900, 900);
      iteration(latencies, IterationType.MEASUREMENT, 200, 100);
      iteration(latencies, IterationType.MEASUREMENT, 300, 100);
    }
    var read = HistogramLog.read(folder.resolve(HistogramLog.FILE), TAGS);
    assertThat(read.keySet()).containsExactlyInAnyOrder(Latencies.LATENCY, Latencies.FLOOR);
    var latency = requireNonNull(read.get(Latencies.LATENCY)).getFirst().histogram();
    assertThat(latency.getTotalCount()).isEqualTo(200);
    assertThat(latency.getMaxValue()).isBetween(299_000L, 301_000L);
  }

  @Test
  void leavesNothingWhereNobodyAsked(@TempDir Path folder) {
    new Latencies().close();
    assertThat(folder).isEmptyDirectory();
  }

  private static double number(Map<String, UnitValue> figures, String name) {
    return requireNonNull(figures.get(name)).value();
  }

  /** A hundred operations of each kind. */
  private static void iteration(
      Latencies latencies, IterationType type, long micros, long floorMicros) {
    latencies.begin(new IterationParams(type, 1, TimeValue.seconds(1), 1));
    for (int i = 0; i < 100; i++) {
      latencies.track(Latencies.LATENCY).record(micros * 1_000);
      latencies.track(Latencies.FLOOR).record(floorMicros * 1_000);
    }
    latencies.end();
  }
}
