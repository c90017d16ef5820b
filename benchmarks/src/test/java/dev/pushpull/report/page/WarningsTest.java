package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.testkit.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page says first of trials that are SUSPECT. */
class WarningsTest {

  private static final Validity COLD = Validity.suspect("cold", Set.of(FigureGroup.CPU));
  private static final Validity LATE = Validity.suspect("late", Set.of(FigureGroup.FRESHNESS));

  /** The first trials of a run with these findings, and no other trial. */
  private static RunResults run(Validity... findings) {
    RunResults run = SampleRun.quick();
    var trials = new ArrayList<TrialResult>();
    List<TrialResult> valid =
        run.trials().stream().filter(t -> t.validity().verdict() == Verdict.VALID).toList();
    for (int i = 0; i < findings.length; i++) {
      trials.add(valid.get(i).and(findings[i]));
    }
    return run.with(trials);
  }

  @Test
  void namesTheFiguresWhereAllTrialsAreAlike() {
    assertThat(Warnings.touched(run(COLD, COLD))).isEqualTo(" in CPU");
    assertThat(Warnings.touched(run(COLD.and(LATE)))).isEqualTo(" in freshness and CPU");
  }

  @Test
  void countsTheTrialsWhereTheyDiffer() {
    assertThat(Warnings.touched(run(COLD, COLD, LATE.and(COLD))))
        .isEqualTo(" (freshness in 1, CPU in 3)");
  }

  @Test
  void saysNothingWhereAllFiguresAreSuspect() {
    assertThat(Warnings.touched(run(Validity.suspect("errors", FigureGroup.ALL)))).isEmpty();
  }
}
