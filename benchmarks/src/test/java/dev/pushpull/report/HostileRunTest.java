package dev.pushpull.report;

import static dev.pushpull.testkit.EditedRun.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.RunResults;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.testkit.EditedRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that no sweep of this version stores, but that a file may hold. */
class HostileRunTest {

  private static final String IMAGE = "<img src=x onerror=alert(1)>";
  private static final String CONTROLS = "poll`|\r\n\u001b[2J\u202e\u0007@1s";

  private static RunResults withStrategy(String strategy) {
    return EditedRun.run(run -> trial(run, 0).put("strategy", strategy));
  }

  private static RunResults allInvalid() {
    return EditedRun.run(EditedRun::judgeAllInvalid);
  }

  private static RunResults empty() {
    return EditedRun.run(run -> run.putArray("trials"));
  }

  @Test
  void csvKeepsAnUnknownStrategyInItsField() {
    assertThat(TrialCsv.render(withStrategy(IMAGE))).contains("\r\n001," + IMAGE + ",1,");
    assertThat(TrialCsv.render(withStrategy("=cmd()"))).contains("\r\n001,'=cmd(),1,");
    assertThat(TrialCsv.render(withStrategy(CONTROLS))).contains("\r\n001,\"" + CONTROLS + "\",1,");
  }

  @Test
  void junitXmlShowsAnUnknownStrategyAsText() {
    for (String strategy : List.of(IMAGE, CONTROLS, "=cmd()")) {
      String xml = JUnitXml.render(withStrategy(strategy), List.of(), Optional.empty());

      assertThat(JUnitFile.read(xml).cases("validity").get(1).getAttribute("name"))
          .startsWith(Printable.line(strategy) + ", repeat 1, ");
    }
  }

  @Test
  void aRunWithEveryTrialInvalidClaimsNothing() {
    assertThat(SweepReport.markdown(allInvalid()).lines().filter(line -> line.startsWith("| `")))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.replace("`", "")).doesNotContain(" VALID"));
    assertThat(tableRows(SweepReport.text(allInvalid(), false)))
        .allSatisfy(row -> assertThat(row).matches("\\S+( +—)+ INVALID"));
    assertThat(TrialCsv.render(allInvalid())).doesNotContain(",VALID,");
  }

  private static List<String> tableRows(String console) {
    return console
        .lines()
        .filter(line -> line.matches("(poll|sse|web|long|cond).* INVALID"))
        .toList();
  }

  @Test
  void aRunWithoutTrialsSaysSo() {
    String said = "NOT FINISHED: 0 of 14 trials done.";

    assertThat(SweepReport.markdown(empty())).contains("**" + said + "**");
    assertThat(SweepReport.text(empty(), false)).isEqualTo(said + "\n");
    assertThat(TrialCsv.render(empty())).hasLineCount(1);
  }
}
