package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.SampleRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was simulated must not look like what was measured, in any form. */
class SimulatedRunTest {

  private static final RunResults SIMULATED = EditedRun.run(run -> run.put("simulated", true));
  private static final RunResults MEASURED = SampleRun.quick();

  @TempDir Path folder = Path.of("");

  @Test
  void theFlagIsStoredAndAbsentWhereItWasMeasured() {
    assertThat(SIMULATED.inVirtualTime()).isTrue();
    assertThat(ResultJson.write(SIMULATED)).contains("\"simulated\": true");
    assertThat(ResultJson.write(MEASURED)).doesNotContain("simulated");
    assertThat(EditedRun.run(run -> run.put("simulated", false)).inVirtualTime()).isFalse();
    assertThat(EditedRun.run(_ -> {}).inVirtualTime()).isFalse();
  }

  @Test
  void terminalAndSummaryBeginWithIt() {
    assertThat(SweepReport.text(SIMULATED, false)).startsWith("SIMULATED: nothing here was");
    assertThat(SweepReport.markdown(SIMULATED).lines().skip(2).findFirst().orElseThrow())
        .startsWith("**SIMULATED: nothing here was measured.");
    assertThat(SweepReport.markdown(SIMULATED)).containsPattern("Simulated, with seed -?\\d+; ");
  }

  @Test
  void eachLineOfTheCsvSaysSo() {
    List<String> lines = TrialCsv.render(SIMULATED).lines().toList();
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("simulated");
    assertThat(column).isPositive();
    assertThat(lines.stream().skip(1).filter(line -> line.contains(",true,")))
        .hasSize(SIMULATED.trials().size());
  }

  @Test
  void eachSuiteOfTheJUnitXmlHasTheProperty() {
    assertThat(JUnitXml.render(SIMULATED, List.of(), Optional.empty()))
        .contains("<testsuites name=\"pushpull 20261123-220500-quick (simulated)\"")
        .contains("<property name=\"simulated\" value=\"true\"/>");
  }

  @Test
  void thePageSaysSoInItsTitleItsHeadAndItsWarnings() {
    assertThat(ReportPage.render(SIMULATED, folder, Optional.empty()))
        .contains("<title>pushpull: 20261123-220500-quick (simulated)</title>")
        .contains(">SIMULATED: 12 of 14 trials VALID</span>")
        .contains("<li>SIMULATED: nothing here was measured.")
        .doesNotContain("timer slack");
  }

  @Test
  void measuredRunsSayNothingOfIt() {
    String all =
        SweepReport.text(MEASURED, false)
            + SweepReport.markdown(MEASURED)
            + TrialCsv.render(MEASURED)
            + JUnitXml.render(MEASURED, List.of(), Optional.empty())
            + ReportPage.render(MEASURED, folder, Optional.empty());
    assertThat(all).doesNotContain("SIMULATED").doesNotContainIgnoringCase("(simulated)");
  }
}
