package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.comparison.ComparisonReport;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.SampleComparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Seals a comparison's renderings in every locale alike. */
@Isolated
class ComparisonGoldenTest {

  @Test
  void markdown() throws Exception {
    Golden.assertInEveryLocale(
        "compare.md", () -> ComparisonReport.markdown(SampleComparison.comparison()));
  }

  @Test
  void console() throws Exception {
    Golden.assertInEveryLocale(
        "compare.txt", () -> ComparisonReport.text(SampleComparison.comparison(), false));
  }

  @Test
  void fitsATerminal() {
    assertThat(ComparisonReport.text(SampleComparison.comparison(), false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void colourAddsNothingButEscapes() {
    String coloured = ComparisonReport.text(SampleComparison.comparison(), true);

    assertThat(coloured).contains("\u001b[31mworse\u001b[0m").contains("\u001b[32mbetter\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(ComparisonReport.text(SampleComparison.comparison(), false));
  }

  @Test
  void aForgedNameControlsNothing() {
    String console = ComparisonReport.text(SampleComparison.comparison(), false);
    String markdown = ComparisonReport.markdown(SampleComparison.comparison());

    assertThat(console + markdown).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(console).contains("<img src=x onerror=1>|`a` # b\ufffd[2J\ufffd\n");
    assertThat(markdown.lines()).noneMatch(line -> line.startsWith("# b"));
    assertThat(markdown)
        .doesNotContainPattern("(?<!\\\\)<img")
        .contains("| \\<img src=x onerror=1\\>\\|\\`a\\` \\# b\ufffd\\[2J\ufffd |");
  }

  @Test
  void everyRowOfTheTablesHasEightCells() {
    String markdown = ComparisonReport.markdown(SampleComparison.comparison());

    assertThat(markdown.lines().filter(line -> line.startsWith("|")))
        .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(10));
  }
}
