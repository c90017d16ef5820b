package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.text.UnitValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class FigureProfilerTest {

  private static final IterationParams MEASUREMENT =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

  private static Result<?>[] after() {
    var params = JmhForks.params("sse");
    var iteration = new IterationResult(params, MEASUREMENT, new IterationResultMetaData(1, 1));
    return new FigureProfiler()
        .afterIteration(params, MEASUREMENT, iteration)
        .toArray(Result<?>[]::new);
  }

  @Test
  void eachFigureOfTheWindowBecomesASecondaryResultOnce() {
    var figures = new LinkedHashMap<String, UnitValue>();
    figures.put("delivery.mean", new UnitValue(1.5, "ms"));
    figures.put("bytes", new UnitValue(190, "B/(sub*s)"));
    IterationFigures.putAll(figures);
    Result<?>[] results = after();
    assertThat(results).hasSize(2);
    assertThat(results[0].getLabel()).isEqualTo("delivery.mean");
    assertThat(results[0].getScore()).isEqualTo(1.5);
    assertThat(results[0].getScoreUnit()).isEqualTo("ms");
    assertThat(results[0].getRole()).isEqualTo(ResultRole.SECONDARY);
    assertThat(results[1].getLabel()).isEqualTo("bytes");
    assertThat(results[1].getScoreUnit()).isEqualTo("B/(sub*s)");
    assertThat(after()).isEmpty();
  }

  @Test
  void anIterationWithoutAWindowAddsNothing() {
    IterationFigures.putAll(Map.of("bytes", new UnitValue(190, "B/(sub*s)")));
    IterationFigures.take(); // as the benchmark does before each iteration
    assertThat(after()).isEmpty();
  }
}
