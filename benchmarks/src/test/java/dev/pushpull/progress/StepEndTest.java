package dev.pushpull.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.OperationResult;
import dev.pushpull.report.operation.OperationEnd;
import dev.pushpull.report.sweep.TrialEnd;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleOperations;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that ends a trial or an operation carries its verdict and main figures. */
class StepEndTest {

  private static TrialResult trial(String strategy, Verdict verdict) {
    return SampleRun.quick().trials().stream()
        .filter(trial -> trial.strategy().equals(strategy))
        .filter(trial -> trial.validity().verdict() == verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTrialOfFeedsEndsWithLatencyStalenessAndCost() {
    assertThat(TrialEnd.of(trial("poll@500ms", Verdict.VALID)).lines("poll@500ms"))
        .containsExactly(
            "poll@500ms  VALID  delivery p50 246 ms · stale 37 % · 2.0 requests/s"
                + " · 824 B/s per subscriber");
    assertThat(TrialEnd.of(trial("websocket", Verdict.VALID)).figures())
        .isEqualTo("delivery p50 906 µs · stale 0.18 % · 0 requests/s · 380 B/s per subscriber");
  }

  @Test
  void aSuspectOneSaysWhyBelow() {
    assertThat(TrialEnd.of(trial("poll@100ms", Verdict.SUSPECT)).lines("x"))
        .containsExactly(
            "x  SUSPECT  delivery p50 49.8 ms · stale 9.4 % · 10 requests/s"
                + " · 4.02 KiB/s per subscriber",
            "  p99 schedule lag 6.2 ms is above 5 ms, so polls came late");
  }

  @Test
  void anInvalidOneHasNoFigures() {
    assertThat(TrialEnd.of(trial("sse", Verdict.INVALID)).lines("sse"))
        .containsExactly("sse  INVALID", "  audit: client bytes 612340 ≠ server bytes 612000");
  }

  @Test
  void aReasonIsOnePrintableLine() {
    var end = new StepEnd(Validity.invalid("a\u001b[2J\nb"), "");
    assertThat(end.lines("x").getLast()).isEqualTo("  a\uFFFD[2J b");
  }

  @Test
  void jobsAreToldByTheJob() {
    assertThat(TrialEnd.of(SampleFigures.run().trials().getFirst()).figures())
        .matches("known after p50 .* m?s · 2.9 requests/job · 2.29 KiB/job");
  }

  @Test
  void messagesAreToldByTheMessage() {
    var story = SampleFigures.chat(0, 0, 0);
    assertThat(TrialEnd.of(SampleRun.with(trial("poll@500ms", Verdict.VALID), story)).figures())
        .isEqualTo("arrival p50 246 ms · 0.20 requests/message · 345 B/message · 0 lost");
  }

  @Test
  void anOperationEndsWithItsMeanAndMedian() {
    List<String> ends =
        SampleOperations.full().operations().stream()
            .map(result -> OperationEnd.of(result).lines(result.spec().label()).getFirst())
            .toList();
    assertThat(ends)
        .anyMatch(end -> end.matches(".* {2}VALID {2}mean [\\d.]+ µs · p50 [\\d.]+ µs"));
    OperationResult failed =
        SampleOperations.full().operations().stream()
            .filter(result -> result.validity().verdict() == Verdict.INVALID)
            .findFirst()
            .orElseThrow();
    assertThat(OperationEnd.of(failed).figures()).isEmpty();
  }

  @Test
  void aForkOfAnOperationEndsWithItsMean() {
    assertThat(OperationEnd.ofFork(71.25, "us/op").figures()).isEqualTo("mean 71.3 µs");
    assertThat(OperationEnd.ofFork(2, "ops/ms").figures()).isEqualTo("2000 /s");
    assertThat(OperationEnd.ofFork(Double.NaN, "us/op").figures()).isEmpty();
  }
}
