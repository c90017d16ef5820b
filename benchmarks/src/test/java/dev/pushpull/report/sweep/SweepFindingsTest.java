package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SweepFindingsTest {

  private static List<Row> rows(String strategies, UnaryOperator<TrialResult> change) {
    return Rows.of(run(strategies, change)).values().iterator().next();
  }

  private static RunResults run(String strategies, UnaryOperator<TrialResult> change) {
    SweepSpec spec =
        new Overrides(Map.of("strategies", strategies), List.of()).applyTo(SuiteFile.load("quick"));
    return new RunResults(
        RunResults.SCHEMA,
        "r",
        null,
        SpecJson.of(spec),
        1,
        SampleRun.environment(),
        Plan.of(spec).trials().stream().map(SampleRun::trial).map(change).toList());
  }

  private static TrialResult invalidFirst(TrialResult trial, String strategy) {
    return trial.strategy().equals(strategy) && trial.repeat() == 1
        ? trial.and(Validity.invalid("server died"))
        : trial;
  }

  @Test
  void namesTheFreshestAndTheBreakEven() {
    assertThat(SweepFindings.of(rows("websocket,poll@500ms,poll@2s,poll@100ms", trial -> trial)))
        .satisfiesExactly(
            freshest -> assertThat(freshest).contains("websocket", "0.186 %", "1.73 µs", "380 B"),
            breakEven -> assertThat(breakEven).contains("1.08 s", "websocket", "poll"));
  }

  @Test
  void saysNothingWhereThereIsNothingToHoldOneAgainst() {
    assertThat(SweepFindings.of(rows("poll@2s", trial -> trial))).isEmpty();
  }

  @Test
  void claimsNoOrderAmongThoseWhoseRepeatsOverlap() {
    assertThat(SweepFindings.of(rows("poll@500ms,conditional-poll@500ms,poll@2s", trial -> trial)))
        .first(STRING)
        .contains("no clear difference from")
        .doesNotContain("poll@2s");
  }

  @Test
  void neverClaimsFromInvalidTrials() {
    var rows = rows("websocket,poll@2s,poll@5s", trial -> invalidFirst(trial, "websocket"));

    assertThat(SweepFindings.of(rows).getFirst())
        .isEqualTo("Left out, for an INVALID trial or none that is VALID in freshness: websocket.");
    assertThat(SweepFindings.of(rows).getLast()).startsWith("Freshest: poll@2s, ");
    assertThat(SweepFindings.of(rows("sse", trial -> invalidFirst(trial, "sse")))).isEmpty();
  }

  @Test
  void showsNoFigureOfAnInvalidTrial() {
    var run = run("sse", trial -> trial.and(Validity.invalid("server died")));

    assertThat(SweepReport.text(run, false))
        .containsPattern("sse( +—){9} INVALID\n")
        .contains("INVALID: trial 001, sse repeat 1: server died\n");
  }

  @Test
  void saysWhenARunIsNotFinished() {
    RunResults whole = run("sse,poll@1s", trial -> trial);
    var half =
        new RunResults(
            1, "r", null, whole.spec(), 1, whole.environment(), whole.trials().subList(0, 3));

    assertThat(SweepReport.text(half, false)).startsWith("NOT FINISHED: 3 of 4 trials done.\n");
    assertThat(SweepReport.markdown(half)).contains("**NOT FINISHED: 3 of 4 trials done.**");
    assertThat(SweepReport.text(whole, false)).doesNotContain("NOT FINISHED");
  }

  @Test
  void ordersPushesThenPollsByInterval() {
    var rows =
        rows(
            "poll@2s,conditional-poll@100ms,raw-websocket,poll@100ms,long-poll,sse,websocket",
            trial -> trial);

    assertThat(rows.stream().map(row -> row.name()))
        .containsExactly(
            "websocket (socket)",
            "websocket",
            "sse",
            "long-poll",
            "poll@100ms",
            "conditional-poll@100ms",
            "poll@2s");
  }
}
