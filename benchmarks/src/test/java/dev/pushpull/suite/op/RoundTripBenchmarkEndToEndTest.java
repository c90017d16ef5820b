package dev.pushpull.suite.op;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.fork.FigureProfiler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Short runs by JMH itself, in this JVM. */
@ResourceLock("operations")
class RoundTripBenchmarkEndToEndTest {

  @Test
  @SuppressWarnings("rawtypes") // JMH's own signature
  void everyFigureIsThere() throws Exception {
    var options =
        new OptionsBuilder()
            .include(RoundTrip.class.getName() + ".pollNotModified$")
            .include(Connect.class.getName() + ".poll$")
            .param("payload", "64")
            .forks(0)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(300))
            .addProfiler(FigureProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    var results = new Runner(options).run();
    assertThat(results).hasSize(2);
    for (var run : results) {
      Map<String, Result> figures = run.getSecondaryResults();
      assertThat(figures)
          .containsKeys(
              "latency.p50",
              "floor.p50",
              "floor.ratio",
              "server.cpu",
              "bytes.up",
              "bytes.down",
              "allocation");
      assertThat(requireNonNull(figures.get("floor.ratio")).getScore()).isGreaterThan(0.5);
      assertThat(requireNonNull(figures.get("bytes.up")).getScore()).isBetween(100.0, 200.0);
    }
  }
}
