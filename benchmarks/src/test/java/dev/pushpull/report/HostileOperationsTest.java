package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.operation.OperationCsv;
import dev.pushpull.report.operation.OperationReport;
import dev.pushpull.testkit.SampleOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that no suite of this version stores, but that a file may hold. */
class HostileOperationsTest {

  private static final String IMAGE = "<img src=x onerror=alert(1)>|`a`";
  private static final String CONTROLS = "`|\r\n\u001b[2J\u202e\u0007# b";

  @ParameterizedTest
  @ValueSource(strings = {IMAGE, CONTROLS})
  void aNameControlsNeitherTerminalNorMarkdown(String text) {
    OperationRun run = SampleOperations.withText(text);
    String console = OperationReport.text(run, false);
    String markdown = OperationReport.markdown(run);
    assertThat(console + markdown)
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .doesNotContain("\r")
        .doesNotContain("\n# b");
    assertThat(markdown.replaceAll("`[^`\n]*`", "")).doesNotContainPattern("(?<!\\\\)<img");
    for (String table : markdown.split("\n\n", -1)) {
      assertThat(table.lines().filter(l -> l.startsWith("| ")).map(HostileOperationsTest::cells))
          .allMatch(cells -> cells == cells(table.lines().findFirst().orElseThrow()));
    }
  }

  private static int cells(String line) {
    return line.split("(?<!\\\\)\\|", -1).length;
  }

  @Test
  void csvKeepsItInItsField() {
    assertThat(OperationCsv.render(SampleOperations.withText(IMAGE)))
        .contains("\r\n001,RoundTrip.pollNew," + IMAGE + ",");
    assertThat(OperationCsv.render(SampleOperations.withText("=cmd()")))
        .contains("\r\n001,RoundTrip.pollNew,'=cmd(),")
        .doesNotContain(",=cmd()");
    assertThat(OperationCsv.render(SampleOperations.withText(CONTROLS)))
        .contains("RoundTrip.pollNew,\"" + CONTROLS + "\",");
  }
}
