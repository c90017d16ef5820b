package dev.pushpull.report.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity;
import dev.pushpull.testkit.SampleOperations;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OperationRecommendationTest {

  private static OperationRun with(UnaryOperator<OperationResult> change) {
    OperationRun run = SampleOperations.full();
    return new OperationRun(
        run.schema(),
        run.runId(),
        run.suite(),
        run.specs(),
        run.environment(),
        run.operations().stream().map(change).toList(),
        run.handshakes());
  }

  private static OperationResult suspect(OperationResult result, String benchmark) {
    return result.spec().benchmark().equals(benchmark)
        ? new OperationResult(
            result.spec(), result.mode(), result.score(), result.figures(), Validity.suspect("x"))
        : result;
  }

  /** 23.98 µs ÷ 6.31 µs = 3.8; (98.6 − 65.7) µs ÷ 23.98 µs = 1.4. */
  @Test
  void saysUpToHowManyUpdatesPushTakesLessOfTheServer() {
    assertThat(OperationRecommendation.of(SampleOperations.full()))
        .satisfiesExactly(
            use -> assertThat(use).contains(" 3.8 times "),
            costs -> assertThat(costs).contains(" 5000 ", " 6.31 µs ", " 24.0 µs"),
            opening -> assertThat(opening).contains(" 98.6 µs ", " 65.7 µs", " 1.4 "));
  }

  @Test
  void restsOnValidOperationsAlone() {
    assertThat(OperationRecommendation.of(with(r -> suspect(r, "RoundTrip.pollNotModified"))))
        .singleElement()
        .asString()
        .startsWith("Nothing can be recommended: ");
    assertThat(OperationRecommendation.of(with(r -> suspect(r, "Connect.webSocket")))).hasSize(2);
    assertThat(OperationRecommendation.of(SampleOperations.failed())).isEmpty();
    assertThat(OperationRecommendation.of(SampleOperations.empty())).isEmpty();
  }
}
