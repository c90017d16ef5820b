package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.operation.OperationCsv;
import dev.pushpull.report.operation.OperationReport;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.SampleOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Seals the renderings of single operations in every locale alike. */
@Isolated
class OperationsGoldenTest {

  @Test
  void csv() throws Exception {
    Golden.assertInEveryLocale(
        "operations.csv", () -> OperationCsv.render(SampleOperations.full()));
  }

  @Test
  void markdown() throws Exception {
    Golden.assertInEveryLocale(
        "operations.md", () -> OperationReport.markdown(SampleOperations.full()));
  }

  @Test
  void console() throws Exception {
    Golden.assertInEveryLocale(
        "operations.txt", () -> OperationReport.text(SampleOperations.full(), false));
  }

  @Test
  void fitsATerminal() {
    assertThat(OperationReport.text(SampleOperations.full(), false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void colourAddsNothingButEscapes() {
    String coloured = OperationReport.text(SampleOperations.full(), true);

    assertThat(coloured)
        .contains(" \u001b[31mINVALID\u001b[0m\n")
        .contains("\n\u001b[33mSUSPECT\u001b[0m: operation ")
        .contains(" \u001b[32mVALID\u001b[0m\n");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(OperationReport.text(SampleOperations.full(), false));
  }
}
