package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatTableTest {

  private static final String KEPT =
      "Every member got each of the 800 messages of its room once and in order, while members were"
          + " cut off 7 times.";

  private static ChatFigures story(long lost, long duplicated, long reordered) {
    return SampleFigures.chat(lost, duplicated, reordered);
  }

  private static RunResults run(ChatFigures story) {
    RunResults plain = SampleRun.quick();
    var spec =
        new TrialSpec(
            "001",
            Strategy.parse("conditional-poll@500ms"),
            Scenario.parse("chat:cuts:1/s").preset().orElseThrow().workload(),
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Duration.ofSeconds(3)),
            1,
            1,
            Optional.empty(),
            Setup.USUAL);
    return plain.with(List.of(SampleRun.with(SampleRun.trial(spec), story)));
  }

  private static ScenarioTable table(RunResults run) {
    return Rows.of(run).values().stream()
        .flatMap(r -> ScenarioTable.of(r).stream())
        .findFirst()
        .get();
  }

  @Test
  void whereTheRulesAreKeptTheFirstSentenceSaysSo() {
    ScenarioTable table = table(run(story(0, 0, 0)));
    assertThat(table.kind()).isEqualTo("chat");
    assertThat(table.figures()).isEqualTo(ChatTable.TABLE);
    assertThat(table.sentences().getFirst()).isEqualTo(KEPT);
    assertThat(table.sentences())
        .anyMatch(said -> said.startsWith("Fastest: conditional-poll@500ms; "));
  }

  @Test
  void whereOneIsBrokenItSaysWhich() {
    assertThat(table(run(story(1, 2, 3))).sentences().getFirst())
        .isEqualTo(
            "Of 800 messages sent, while members were cut off 7 times, members missed 1, got 2"
                + " twice and 3 out of order.");
  }

  @Test
  void oneThatWasLostIsNotMadeUpForByAnother() {
    assertThat(table(run(story(-2, 0, 2))).sentences().getFirst())
        .startsWith("Of 800 messages sent");
  }

  @Test
  void everyRenderingTellsIt() {
    RunResults run = run(story(0, 0, 0));
    assertThat(SweepReport.text(run, false).replaceAll("\\s+", " "))
        .contains("Chat messages: delay, losses and cost:", KEPT, "cuts", "345");
    assertThat(SweepReport.markdown(run))
        .contains(
            "#### Chat messages: delay, losses and cost", KEPT, "requests per message received");
    assertThat(TrialCsv.render(run)).contains("story.echoLatencyMs.p50", ",chat:cuts:1/s,");
  }

  @Test
  void fitsTheConsole() {
    assertThat(SweepReport.text(run(story(0, 0, 0)), false).lines())
        .allMatch(line -> line.length() <= 120);
  }

  @Test
  void isNotToldWhereNobodyChats() {
    assertThat(Rows.of(SampleRun.quick()).values()).noneMatch(ChatTable::fits);
  }
}
