package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures are those that a requirement finds by the same name. */
class PrimaryMetricTest {

  private static List<TrialResult> trials() {
    var trials = new ArrayList<>(SampleRun.quick().trials());
    trials.add(SampleRun.with(trials.getFirst(), SampleFigures.JOBS));
    trials.add(SampleRun.with(trials.getFirst(), SampleFigures.chat(0, 0, 0)));
    return trials;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EMPTY_POLLS", "EXCHANGE_BYTES", "EXCHANGE_CLIENT_CPU"})
  void isTheFigureOfItsName(PrimaryMetric metric) {
    assertThat(Metrics.resolve(metric.shortName())).isEqualTo(metric.path());
    for (TrialResult trial : trials()) {
      // Those of Metrics went through JSON, which rounds.
      assertThat(metric.of(trial).isPresent())
          .isEqualTo(Metrics.figure(trial, metric.path()).isPresent());
      metric
          .of(trial)
          .ifPresent(
              value ->
                  assertThat(Metrics.figure(trial, metric.path()).orElseThrow())
                      .isCloseTo(value, withPercentage(1e-3)));
      assertThat(metric.isLowerBound(trial))
          .isEqualTo(Metrics.lowerBounds(trial).contains(metric.path()));
    }
  }
}
