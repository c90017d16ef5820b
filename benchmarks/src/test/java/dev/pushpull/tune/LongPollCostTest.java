package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.UpdateProcess;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.answer.Tuner;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long polls that end without an update are answers too. */
class LongPollCostTest {

  private static final String REQUESTS = "overhead.requestsPerSubscriberSecond";

  @ParameterizedTest
  @CsvSource({"poisson:0.0005/s", "poisson:0.05/s", "periodic:0.011/s", "burst:5x0.004/s"})
  void theFormulaCountsWhatASimulationCounts(String arrivals) {
    Question question = Questions.of(arrivals, "deliveryLatency.p95<=1s");
    var supply = Supply.of(question.workload().arrivals());
    var forms = new ClosedForms(supply, question.service(), Spending.of(question));
    var timing = new SweepTiming(Duration.ofSeconds(1), Duration.ofHours(1), 20, Optional.empty());
    double simulated =
        Prediction.simulated(
                new VirtualTrials(question, () -> {})
                    .figures(new Strategy.LongPoll(), question.workload(), timing, 1))
            .figure(REQUESTS)
            .orElseThrow();
    assertThat(forms.predict(new Strategy.LongPoll()).figure(REQUESTS).orElseThrow())
        .isCloseTo(simulated, within(simulated * 0.03));
  }

  @Test
  void seldomUpdatesAreForStreams() {
    var advice = Tuner.advise(Questions.of("poisson:0.0005/s", "deliveryLatency.p95<=1s"));
    assertThat(advice.recommendation().recommended()).isEqualTo("websocket");
  }

  @Test
  void recordedGapsHoldWholeWaits() {
    var process = new UpdateProcess.Recorded(new double[] {95, 5, 30, 70});
    assertThat(process.timeouts(30)).isEqualTo((3 + 2) / 200.0);
  }
}
