package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The sample's polls take 412 B each, its pushes 380 B a second: equal at 412/380 s. */
class BreakEvenTest {

  private static final String BYTES = "overhead.bytesPerSubscriberSecond";
  private static final String REQUESTS = "overhead.requestsPerSubscriberSecond";

  private static List<String> of(String metric, String strategies) {
    return of(metric, strategies, trial -> trial);
  }

  private static List<String> of(
      String metric, String strategies, UnaryOperator<TrialResult> change) {
    var spec =
        new Overrides(Map.of("strategies", strategies), List.of()).applyTo(SuiteFile.load("quick"));
    var trials = Plan.of(spec).trials().stream().map(SampleRun::trial).map(change).toList();
    var run = new RunResults(1, "r", null, SpecJson.of(spec), 1, SampleRun.environment(), trials);
    var rows = Rows.of(run).values().iterator().next();
    return Objects.requireNonNull(BreakEven.byMetric(rows).get(metric));
  }

  /** It lies where the curve crosses the push's cost, but never beyond what was tried. */
  @TestFactory
  Stream<DynamicTest> words() throws Exception {
    return Messages.in("break-even", strategies -> String.join("\n", of(BYTES, strategies)));
  }

  @Test
  void isToldForEachPollingKindAndPushButNotForTheBareSocket() {
    assertThat(of(REQUESTS, "raw-websocket,websocket,sse,poll@1s,conditional-poll@1s"))
        .hasSize(4)
        .allMatch(sentence -> sentence.contains("sends fewer requests"))
        .noneMatch(sentence -> sentence.contains("socket)"));
  }

  @Test
  void saysNothingOfPollsThatHaveNoInterval() {
    assertThat(of(BYTES, "websocket,backoff@250ms..4s,adaptive@100ms..2s,hinted")).isEmpty();
  }

  @Test
  void restsOnSoundRowsAlone() {
    assertThat(
            of(
                BYTES,
                "websocket,poll@100ms,poll@2s",
                trial ->
                    trial.strategy().equals("websocket")
                        ? trial.and(Validity.suspect("late"))
                        : trial))
        .isEmpty();
  }
}
