package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.plan.Plan;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A trial whose server was cold is SUSPECT in CPU: all else of it is as good as a VALID one's. */
class TrialFigureVerdictsTest {

  private static final String COLD = "cold: the server's compilers used 22 % of a core";

  private static RunResults run(UnaryOperator<TrialResult> change) {
    var spec = SuiteFile.load("quick");
    return new RunResults(
        RunResults.SCHEMA,
        "r",
        null,
        SpecJson.of(spec),
        1,
        SampleRun.environment(),
        Plan.of(spec).trials().stream().map(SampleRun::trial).map(change).toList());
  }

  private static RunResults cold(String strategy) {
    return run(
        trial ->
            trial.strategy().equals(strategy)
                ? trial.and(Validity.suspect(COLD, Set.of(FigureGroup.CPU)))
                : trial);
  }

  private static String row(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void onlyWhatItTouchesIsMarked() {
    RunResults cold = cold("poll@100ms");

    assertThat(row(SweepReport.text(cold, false), "poll@100ms").split(" +"))
        .contains("591?")
        .filteredOn(cell -> cell.contains("?"))
        .hasSize(1);
    assertThat(row(SweepReport.markdown(cold), "| `poll@100ms`"))
        .containsOnlyOnce("?")
        .contains("591? (");
    assertThat(SweepReport.text(cold, false))
        .containsPattern(
            "SUSPECT: trial \\d+, poll@100ms repeat 1: " + COLD + " \\(touches CPU\\)");
    assertThat(TrialCsv.render(cold).lines().filter(line -> line.contains(",poll@100ms,")))
        .hasSize(2)
        .allMatch(line -> line.contains(",SUSPECT,VALID,VALID,SUSPECT,VALID,"));
  }

  @Test
  void whatItLeavesAloneCarriesSentences() {
    RunResults cold = cold("websocket");
    List<Row> rows = Rows.of(cold).values().iterator().next();

    assertThat(SweepRecommendation.of(cold, rows).getFirst())
        .startsWith("Use websocket if clients can keep a connection open: screens are wrong")
        .endsWith("for no requests and 380 B per client and second.");
    assertThat(SweepFindings.of(rows))
        .contains(
            "Freshest: websocket, stale 0.186 % of the time (mean staleness 1.73 µs), for 380 B per"
                + " client and second.");
    assertThat(BreakEven.byMetric(rows).get("overhead.serverCpuMicrosPerSubscriberSecond"))
        .noneMatch(sentence -> sentence.contains("websocket"));
    assertThat(BreakEven.byMetric(rows).get("overhead.bytesPerSubscriberSecond"))
        .anyMatch(sentence -> sentence.contains("websocket"));
  }

  @Test
  void aRequirementIsInDoubtWhereItsOwnFigureIs() {
    RunResults cold = cold("poll@2s");
    List<Outcome> outcomes =
        RequirementCheck.evaluate(
            cold,
            List.of(
                Requirement.parse("poll@2s:staleness.p95<9s"),
                Requirement.parse("poll@2s:overhead.serverCpuMicrosPerSubscriberSecond<9ms")));

    assertThat(outcomes).allMatch(Outcome::met);
    assertThat(outcomes.get(0).doubts()).isEmpty();
    assertThat(outcomes.get(1).doubts())
        .hasSize(2)
        .allMatch(doubt -> doubt.endsWith("the figure is SUSPECT: " + COLD));
    assertThat(JUnitXml.render(cold, outcomes, Optional.empty()))
        .contains("<skipped type=\"SUSPECT\" message=\"trial")
        .contains(COLD + " (touches CPU)");
  }
}
