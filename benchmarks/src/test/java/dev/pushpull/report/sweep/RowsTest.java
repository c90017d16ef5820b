package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {

  private static List<Row> rows(String strategies) {
    var spec =
        new Overrides(Map.of("strategies", strategies), List.of()).applyTo(SuiteFile.load("quick"));
    var trials = Plan.of(spec).trials().stream().map(SampleRun::trial).toList();
    var run = new RunResults(1, "r", null, SpecJson.of(spec), 1, SampleRun.environment(), trials);
    return Rows.of(run).values().iterator().next();
  }

  private static Row row(String name) {
    Row known = rows("sse").getFirst();
    return new Row(name, known.workload(), known.trials());
  }

  @Test
  void pushesComeFirstThenIntervalsThenPacesThatAnswersDecide() {
    assertThat(
            rows(
                "hinted,backoff@250ms..4s,conditional-adaptive@100ms..2s,adaptive@100ms..2s,"
                    + "poll@2s,conditional-poll@500ms,poll@500ms~20%,poll@500ms,sse,websocket"))
        .extracting(Row::name)
        .containsExactly(
            "websocket",
            "sse",
            "poll@500ms",
            "poll@500ms~20%",
            "conditional-poll@500ms",
            "poll@2s",
            "adaptive@100ms..2s",
            "conditional-adaptive@100ms..2s",
            "backoff@250ms..4s",
            "hinted");
  }

  @ParameterizedTest
  @CsvSource({
    "poll@500ms, poll, true",
    "conditional-poll@500ms, conditional-poll, true",
    "poll@500ms~20%, poll~20%, true",
    "backoff@250ms..4s, backoff, true",
    "conditional-adaptive@100ms..2s, conditional-adaptive, true",
    "hinted, hinted, true",
    "long-poll, long-poll, false",
    "poll@, poll@, false",
    "carrier-pigeon@1s, carrier-pigeon@1s, false"
  })
  void aKindIsTheNameWithoutItsFigures(String name, String kind, boolean polls) {
    assertThat(row(name).kind()).isEqualTo(kind);
    assertThat(row(name).polls()).isEqualTo(polls);
  }

  @Test
  void onlyPollsByTheClockHaveAnInterval() {
    assertThat(row("poll@500ms").interval()).contains(Duration.ofMillis(500));
    assertThat(row("conditional-poll@2s~20%").interval()).contains(Duration.ofSeconds(2));
    assertThat(
            List.of("backoff@250ms..4s", "adaptive@100ms..2s", "hinted", "sse", "pigeon").stream()
                .map(name -> row(name).interval()))
        .allMatch(interval -> interval.isEmpty());
  }
}
