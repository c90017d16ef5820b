package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SweepRecommendationTest {

  /**
   * Inputs are strategies, then what else: {@code repeats=N}; {@code suspect}, {@code invalid} or
   * {@code few} (too few samples) trials, of all strategies or, as {@code suspect=STRATEGY}, of
   * one; requirements.
   */
  @TestFactory
  Stream<DynamicTest> words() throws Exception {
    return Messages.in("recommendation", text -> String.join("\n", told(text.split(" "))));
  }

  private static List<String> told(String... strategiesAndMore) {
    int repeats = 3;
    UnaryOperator<TrialResult> change = trial -> trial;
    var required = new ArrayList<String>();
    for (String word : List.of(strategiesAndMore).subList(1, strategiesAndMore.length)) {
      String[] parts = word.split("=", 2);
      switch (parts[0]) {
        case "repeats" -> repeats = Integer.parseInt(parts[1]);
        case "suspect" ->
            change =
                parts.length == 1
                    ? SweepRecommendationTest::suspect
                    : trial -> suspect(trial, parts[1]);
        case "invalid" -> change = trial -> trial.and(Validity.invalid("server died"));
        case "few" -> change = SweepRecommendationTest::withoutP95;
        default -> required.add(word);
      }
    }
    return lead(strategiesAndMore[0], repeats, change, required.toArray(String[]::new));
  }

  private static List<String> lead(String strategies, String... required) {
    return lead(strategies, 3, trial -> trial, required);
  }

  private static List<String> lead(
      String strategies, int repeats, UnaryOperator<TrialResult> change, String... required) {
    SweepSpec spec =
        new Overrides(
                Map.of("strategies", strategies, "repeats", Integer.toString(repeats)),
                Stream.of(required).map(Requirement::parse).toList())
            .applyTo(SuiteFile.load("quick"));
    var run =
        new RunResults(
            RunResults.SCHEMA,
            "r",
            null,
            SpecJson.of(spec),
            1,
            SampleRun.environment(),
            Plan.of(spec).trials().stream().map(SampleRun::trial).map(change).toList());
    return SweepRecommendation.of(run, Rows.of(run).values().iterator().next());
  }

  private static TrialResult suspect(TrialResult trial) {
    return trial.and(Validity.suspect("polls were late: p99 schedule lag 34.1 ms, above 25 ms"));
  }

  private static TrialResult suspect(TrialResult trial, String strategy) {
    return trial.strategy().equals(strategy) ? suspect(trial) : trial;
  }

  @Test
  void neverRecommendsTheFloorUnderWebSocket() {
    assertThat(lead("raw-websocket,poll@500ms"))
        .noneMatch(text -> text.contains("websocket"))
        .anyMatch(text -> text.startsWith("No push was measured"));
  }

  private static TrialResult withoutP95(TrialResult t) {
    Distribution d = t.stalenessMs().distribution();
    var few =
        new Distribution(
            d.samples(), d.mean(), d.p50(), d.p90(), null, null, null, d.max(), d.atLeast());
    return SampleRun.copy(
        t, t.arrivalsDigest(), new Staleness(few, t.stalenessMs().staleFraction()));
  }

  /** Three repeats of each strategy in a scenario, with what each trial tells beside. */
  private static List<String> scenario(
      String scenario, UnaryOperator<TrialResult> change, String... strategies) {
    RunResults plain = SampleRun.quick();
    var timing = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Duration.ofSeconds(3));
    List<TrialResult> trials =
        Stream.of(strategies)
            .flatMap(
                strategy ->
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(
                            repeat ->
                                new TrialSpec(
                                    strategy + repeat,
                                    Strategy.parse(strategy),
                                    Scenario.parse(scenario).preset().orElseThrow().workload(),
                                    timing,
                                    repeat,
                                    1,
                                    Optional.empty(),
                                    Setup.USUAL)))
            .map(SampleRun::trial)
            .map(change)
            .toList();
    var run =
        new RunResults(
            1, "r", null, SpecJson.of(SuiteFile.load("quick")), 1, plain.environment(), trials);
    return SweepRecommendation.of(run, Rows.of(run).values().iterator().next());
  }

  @Test
  void speaksOfJobsByHowSoonTheirEndIsKnown() {
    assertThat(
            scenario(
                "job-status",
                t -> SampleRun.with(t, SampleFigures.jobs(t.deliveryLatencyMs())),
                "websocket",
                "poll@1s"))
        .contains(
            "Use websocket if clients can keep a connection open: a client knows that its job is"
                + " done less than 1 ms later on average, for 2.9 requests and 2.29 KiB per job.")
        .anyMatch(text -> text.startsWith("No poll measured") || text.contains("poll every 1 s"));
  }

  @Test
  void speaksOfCouriersByTheAgeOfTheMap() {
    assertThat(scenario("courier", trial -> trial, "websocket", "poll@500ms"))
        .anyMatch(
            text ->
                text.contains("positions on the map are wrong ")
                    && text.contains(" old on average"));
  }

  @Test
  void neverRecommendsWhatLostMessages() {
    assertThat(
            scenario(
                "chat",
                t -> SampleRun.with(t, chat(t.strategy().equals("websocket") ? 1 : 0)),
                "websocket",
                "conditional-poll@500ms"))
        .contains(
            "Not recommended, because messages were lost, duplicated or out of order: websocket.")
        .first(STRING)
        .startsWith("Poll every 500 ms (conditional-poll@500ms): a message reaches the others 25")
        .contains("per message received");
  }

  private static ChatFigures chat(long lost) {
    return SampleFigures.chat(lost, 0, 0);
  }
}
