package dev.pushpull.report.sweep;

import static dev.pushpull.testkit.EditedRun.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.SampleRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialCsvTest {

  private static final List<String> TEXTS =
      List.of(
          "id",
          "strategy",
          "arrivals",
          "protocol",
          "verdict",
          "verdict.freshness",
          "verdict.requestLatency",
          "verdict.cpu",
          "verdict.counts",
          "reasons",
          "lowerBounds");

  private static String field(RunResults run, String column) {
    String[] lines = TrialCsv.render(run).split("\r\n", -1);
    int index = Arrays.asList(lines[0].split(",", -1)).indexOf(column);
    return lines[1].split(",", -1)[index];
  }

  @ParameterizedTest
  @ValueSource(strings = {"=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1", "\uFF1D1"})
  void aTextIsNoFormula(String strategy) {
    RunResults run = EditedRun.run(tree -> trial(tree, 0).put("strategy", strategy));

    assertThat(field(run, "strategy")).isEqualTo("'" + strategy);
  }

  @Test
  void aLineEndAheadOfAFormulaIsNoFormulaEither() {
    RunResults run = EditedRun.run(tree -> trial(tree, 0).put("strategy", "\r\n=1"));

    assertThat(TrialCsv.render(run)).contains(",\"'\r\n=1\",");
  }

  @Test
  void aNegativeFigureStaysANumber() {
    RunResults run =
        EditedRun.run(
            tree ->
                trial(tree, 0).withObject("overhead").put("serverHeapBytesPerSubscriber", -12.5));

    assertThat(field(run, "overhead.serverHeapBytesPerSubscriber")).isEqualTo("-12.5");
  }

  @Test
  void allButTextsAreNumbers() {
    String[] lines = TrialCsv.render(SampleRun.quick()).split("\r\n", -1);
    List<String> header = Arrays.asList(lines[0].split(",", -1));
    String[] first = lines[1].split(",", -1);

    assertThat(header).hasSize(first.length);
    for (int i = 0; i < first.length; i++) {
      if (!TEXTS.contains(header.get(i))) {
        assertThat(first[i]).as(header.get(i)).matches("(-?\\d+(\\.\\d+)?)?");
      }
    }
  }

  @Test
  void aQuoteACommaAndALineEndAreQuoted() {
    RunResults run = EditedRun.run(tree -> trial(tree, 0).put("strategy", "a\"b,c\nd"));

    assertThat(TrialCsv.render(run)).contains("\r\n001,\"a\"\"b,c\nd\",");
  }
}
