package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pushpull.report.comparison.ComparisonReport;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that are known between two ends differ only where their ranges do not overlap. */
class TargetComparisonTest {

  private static final RunResults OURS =
      SampleRun.of(
          SuiteFile.parse("s.yaml", "name: s\nstrategies: [websocket, poll@500ms]\nrepeats: 5\n"));

  /** Published here, each update to within 2 ms. */
  private static RunResults later(double ms) {
    return SampleTarget.run(OURS, trial -> SampleTarget.published(slower(trial, ms)));
  }

  private static TrialResult slower(TrialResult t, double ms) {
    return SampleRun.copy(
        t,
        t.measured(),
        SampleRun.with(t.times(), SampleTarget.later(t.deliveryLatencyMs(), ms), t.stalenessMs()),
        t.counts(),
        t.model(),
        t.story());
  }

  private static Comparison compare(RunResults base, RunResults candidate) throws Exception {
    return Comparison.of(base, candidate, List.of());
  }

  private static MetricRow delivery(Comparison comparison) {
    return comparison.rows().stream()
        .filter(row -> row.strategies().base().equals("websocket"))
        .filter(row -> row.metric() == PrimaryMetric.DELIVERY_P50)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rangesThatOverlapTellNoDifference() throws Exception {
    MetricRow row = delivery(compare(later(0), later(1.5)));

    assertThat(row.judgement().words()).isEqualTo("no verdict: the ranges overlap");
    assertThat(row.base().median()).hasValueCloseTo(0.93, offset(0.02));
  }

  @Test
  void theEndsThatLieClosestTogetherAreJudged() throws Exception {
    MetricRow rise = delivery(compare(later(0), later(5)));
    assertThat(rise.verdict()).isEqualTo(ComparisonVerdict.WORSE);
    assertThat(rise.base().median().getAsDouble()).isBetween(2.9, 2.95);
    assertThat(rise.candidate().median().getAsDouble()).isBetween(5.9, 5.95);

    MetricRow fall = delivery(compare(later(5), later(0)));
    assertThat(fall.verdict()).isEqualTo(ComparisonVerdict.BETTER);
    assertThat(fall.base().median().getAsDouble()).isBetween(5.9, 5.95);
    assertThat(fall.candidate().median().getAsDouble()).isBetween(2.9, 2.95);
  }

  @Test
  void whatHasNoUpperEndIsLeftOut() throws Exception {
    RunResults probed = SampleTarget.run(OURS, SampleTarget::probed);

    Comparison comparison = compare(later(0), probed);

    assertThat(delivery(comparison).judgement().words()).isEqualTo("no verdict: 0 of 5 repeats");
    assertThat(comparison.notes())
        .anyMatch(note -> note.text().contains("is only a lower bound (websocket"));
  }

  @Test
  void theHeaderSaysWhichTargets() throws Exception {
    assertThat(ComparisonReport.text(compare(later(0), later(1.5)), false).replaceAll("\\s+", " "))
        .contains(
            "target: both runs are of target orders at https://127.0.0.1:9443, truth: publish"
                + " target: a figure that is known between two ends");
    assertThat(ComparisonReport.markdown(compare(OURS, later(0))).replaceAll("\\s+", " "))
        .contains("the servers differ, so the figures do not differ by the clients alone: our own");
  }
}
