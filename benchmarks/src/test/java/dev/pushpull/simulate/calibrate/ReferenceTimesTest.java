package dev.pushpull.simulate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTimesTest {

  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/pushpull/simulate/calibrate/reference-times.json");

  private static final Path FOLDER = Path.of("../results/reference");

  private static MeasuredTimes run() throws IOException {
    return MeasuredTimes.of(FOLDER, RunDirectory.read(FOLDER));
  }

  /** The quantiles of a run. */
  private static ReferenceTimes of(String runId, MeasuredTimes run) {
    var kinds = new EnumMap<StrategyKind, List<Double>>(StrategyKind.class);
    run.measured().forEach((kind, nanos) -> kinds.put(kind, quantiles(nanos)));
    return new ReferenceTimes(runId, quantiles(run.polls()), kinds);
  }

  private static List<Double> quantiles(Histogram nanos) {
    return ReferenceTimes.THOUSANDTHS.stream()
        .map(
            thousandth ->
                switch (thousandth) {
                  case 0 -> nanos.getMinValue() / 1e3;
                  case 1000 -> nanos.getMaxValue() / 1e3;
                  default -> nanos.getValueAtPercentile(thousandth / 10.0) / 1e3;
                })
        .toList();
  }

  @Test
  void areThoseOfTheResource() throws IOException {
    RunResults run = RunDirectory.read(FOLDER);
    String computed = ResultJson.write(of(run.runId(), run()));
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(RESOURCE.getParent());
      Files.writeString(RESOURCE, computed);
    }
    assertThat(Files.readString(RESOURCE)).isEqualTo(computed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll@1s", "conditional-poll@1s", "long-poll", "sse", "websocket"})
  void areNearTheHistograms(String strategy) throws IOException {
    ServiceTimes measured = run().service().forStrategy(Strategy.parse(strategy));
    ServiceTimes kept = ReferenceTimes.reference().forStrategy(Strategy.parse(strategy));
    assertThat(kept.meanNanos()).isCloseTo(measured.meanNanos(), within(measured.meanNanos() / 20));
    for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
      double expected = measured.quantileNanos(share);
      assertThat(kept.quantileNanos(share)).isCloseTo(expected, within(expected / 50));
    }
  }

  @Test
  void drawsHaveTheQuantiles() {
    ServiceTimes kept = ReferenceTimes.reference().forStrategy(new Strategy.WebSocket());
    var random = new SplittableRandom(1);
    double bound = kept.quantileNanos(0.9);
    int below = 0;
    for (int i = 0; i < 100_000; i++) {
      long nanos = kept.roundTripNanos(random);
      assertThat(nanos).isLessThanOrEqualTo(kept.maxNanos());
      below += nanos <= bound ? 1 : 0;
    }
    assertThat(below).isCloseTo(90_000, within(500));
  }
}
