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
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepRecommendationTest {

  private static final String LIMIT =
      "The limit of 1 s is an assumption; give your own, such as --require 'staleness.p95<500ms'.";

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
  void recommendsThePushAndForWhoeverMustPollTheCheapestPollThatIsFreshEnough() {
    assertThat(lead("websocket,poll@100ms,poll@500ms,poll@2s"))
        .containsExactly(
            "Use websocket if clients can keep a connection open: screens are wrong 0.187 % of the"
                + " time and less than 1 ms behind on average, for no requests, 380 B and 63.6 µs"
                + " of server CPU per client and second.",
            "If you must poll, poll every 500 ms: screens are wrong 36.8 % of the time and 92.9 ms"
                + " behind on average, for 2 requests, 824 B and 119 µs of server CPU per client"
                + " and second. It is the cheapest poll measured, in bytes, that kept screens less"
                + " than 1 s behind 95 % of the time.",
            "Compared with polling like that, websocket took 54 % fewer bytes and 47 % less server"
                + " CPU.",
            LIMIT);
  }

  @Test
  void pollsFirstWhereAPushMovesMoreBytes() {
    List<String> lead = lead("websocket,poll@2s", "staleness.p95<3s");

    assertThat(lead.getFirst())
        .startsWith("Poll every 2 s: screens are wrong 75.5 % of the time")
        .endsWith("It is the cheapest strategy measured, in bytes, that meets staleness.p95<3s.");
    assertThat(lead.get(1)).startsWith("Use websocket if screens must be fresher: ");
    assertThat(lead.get(2)).contains("84 % more bytes and 2.1 times the server CPU");
    assertThat(lead).hasSize(3);
  }

  @Test
  void followsTheRequirements() {
    assertThat(lead("websocket,poll@100ms,poll@500ms,poll@2s", "staleness.p95<200ms").get(1))
        .startsWith("If you must poll, poll every 100 ms: ")
        .endsWith("It is the only poll measured that meets staleness.p95<200ms.");
    assertThat(lead("poll@500ms,poll@2s", "staleness.p95<100ms"))
        .containsExactly(
            "No strategy measured meets staleness.p95<100ms. Closest to staleness.p95<100ms is"
                + " poll@500ms, with 465 ms.");
    assertThat(
            lead(
                "poll@500ms,poll@2s",
                3,
                SweepRecommendationTest::withoutP95,
                "staleness.p95<100ms"))
        .containsExactly(
            "No strategy measured is known to meet staleness.p95<100ms. Too few samples to tell for"
                + " poll@500ms and poll@2s: take a longer window or more subscribers.");
  }

  @Test
  void aRequirementOfOneStrategyDecidesAmongThoseThatItIsAbout() {
    assertThat(lead("poll@500ms,poll@2s", "poll@500ms:staleness.p95<1s"))
        .first(STRING)
        .startsWith("Poll every 500 ms: ")
        .endsWith("It is the only poll measured that meets poll@500ms:staleness.p95<1s.");
  }

  @Test
  void saysWhatWasNotMeasured() {
    assertThat(lead("poll@500ms,poll@100ms"))
        .contains(
            "No push was measured, so this run does not say what moving to WebSocket would bring.")
        .first(STRING)
        .startsWith("Poll every 500 ms: ");
    assertThat(lead("websocket,sse"))
        .contains("No poll was measured, so this run does not say whether polling would do.")
        .first(STRING)
        .startsWith("Use websocket: ");
    assertThat(lead("poll@500ms").getFirst())
        .contains("It is the only poll measured, and it kept screens less than 1 s behind");
    assertThat(lead("poll@2s,poll@5s"))
        .first(STRING)
        .startsWith(
            "No poll measured is known to have kept screens less than 1 s behind 95 % of the time."
                + " The freshest, poll@2s: screens are wrong 75.5 % of the time");
  }

  @Test
  void neverRecommendsTheFloorUnderWebSocket() {
    assertThat(lead("raw-websocket,poll@500ms"))
        .noneMatch(text -> text.contains("websocket"))
        .anyMatch(text -> text.startsWith("No push was measured"));
  }

  @Test
  void goesByTheMaximumWhereTooFewSamplesStandBehindP95() {
    List<String> lead =
        lead("websocket,poll@500ms,poll@2s", 3, SweepRecommendationTest::withoutP95);

    assertThat(lead.get(1)).startsWith("If you must poll, poll every 500 ms: ");
  }

  private static TrialResult withoutP95(TrialResult t) {
    Distribution d = t.stalenessMs().distribution();
    var few =
        new Distribution(
            d.samples(), d.mean(), d.p50(), d.p90(), null, null, null, d.max(), d.atLeast());
    return SampleRun.copy(
        t, t.arrivalsDigest(), new Staleness(few, t.stalenessMs().staleFraction()));
  }

  @Test
  void restsOnValidTrialsAloneAndSaysWhyThereIsNoAnswer() {
    assertThat(lead("websocket,poll@500ms", 2, SweepRecommendationTest::suspect))
        .containsExactly(
            "Nothing can be recommended: none of the 4 trials is VALID (polls were late). Remove"
                + " the cause and run again; pushpull doctor shows what this machine can measure.");
    assertThat(lead("websocket,poll@500ms", 3, trial -> suspect(trial, "websocket")))
        .contains("Nothing can be said of websocket: it has no trials to rely on.")
        .first(STRING)
        .startsWith("Poll every 500 ms: ");
    assertThat(lead("sse", 3, t -> t.and(Validity.invalid("server died"))))
        .containsExactly(
            "Nothing can be recommended: none of the 3 trials is VALID (server died). Remove the"
                + " cause and run again; pushpull doctor shows what this machine can measure.");
  }

  @Test
  void saysHowLittleItRestsOn() {
    assertThat(lead("websocket,poll@500ms", 1, trial -> trial).getLast())
        .endsWith("This rests on one VALID repeat: repeat it before you rely on it.");
    assertThat(lead("websocket,poll@500ms", 2, trial -> trial).getLast())
        .endsWith("This rests on two VALID repeats: repeat it before you rely on it.");
  }

  @Test
  void namesTheWayAsTheTablesDo() {
    assertThat(lead("conditional-poll@500ms").getFirst())
        .startsWith("Poll every 500 ms (conditional-poll@500ms): ");
    assertThat(lead("poll@500ms~20%").getFirst())
        .startsWith("Poll about every 500 ms (poll@500ms~20%): ");
    assertThat(lead("backoff@250ms..30s").getFirst()).contains("backoff@250ms..30s: screens");
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
