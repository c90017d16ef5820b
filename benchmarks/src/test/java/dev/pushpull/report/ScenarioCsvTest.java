package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.testkit.SampleFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioCsvTest {

  @Test
  void aSpreadsheetHasItsFiguresToo() {
    List<String> lines = TrialCsv.render(SampleFigures.run()).lines().toList();

    assertThat(lines.getFirst()).contains(",scenario,counts.published").endsWith("Tolerance");
    assertThat(lines.get(1)).contains(",job-status:exponential:2s,").contains(",2.9,1.9,0.65,");
    assertThat(lines.get(2)).contains(",feeds,").endsWith(",,,,,");
  }
}
