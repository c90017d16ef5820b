package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.ResultJson;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.SampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Seals what tools and people read, in every locale alike. */
@Isolated
class GoldenTest {

  @Test
  void resultsJson() throws Exception {
    Golden.assertInEveryLocale("results.json", () -> ResultJson.write(SampleRun.quick()));
  }

  @Test
  void csv() throws Exception {
    Golden.assertInEveryLocale("trials.csv", () -> TrialCsv.render(SampleRun.quick()));
  }

  @Test
  void markdown() throws Exception {
    Golden.assertInEveryLocale("summary.md", () -> SweepReport.markdown(SampleRun.quick()));
  }

  @Test
  void console() throws Exception {
    Golden.assertInEveryLocale("console.txt", () -> SweepReport.text(SampleRun.quick(), false));
  }

  @Test
  void quickTableFitsATerminal() {
    assertThat(SweepReport.text(SampleRun.quick(), false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void colourAddsNothingButEscapes() {
    String coloured = SweepReport.text(SampleRun.quick(), true);

    assertThat(coloured).contains("\u001b[31mINVALID\u001b[0m 1/2");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(SweepReport.text(SampleRun.quick(), false));
  }
}
