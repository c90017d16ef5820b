package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          feeds                                      | feeds
          courier                                    | courier
          job-status                                 | job-status:exponential:2s
          job-status:constant:300ms                  | job-status:constant:300ms
          job-status:lognormal:2s,0.5                | job-status:lognormal:2s,0.5
          job-status:exponential:2s+5%failed         | job-status:exponential:2s+5%failed
          job-status:exponential:2s+0%failed         | job-status:exponential:2s
          chat                                       | chat
          chat:cuts:0.5/s                            | chat:cuts:0.5/s
          """)
  void isReadAndWritten(String text, String written) {
    assertThat(Scenario.parse(text)).hasToString(written);
    assertThat(Scenario.parse(written)).isEqualTo(Scenario.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"couriers", "courier:1", "job-status:", "job-status:2s", "chat:cuts:1", ""})
  void refusesWhatItDoesNotKnow(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Scenario.parse(text));
  }

  @Test
  void aChatNeedsRoomForWhoSaysSomethingAndSomeoneInEachRoom() {
    Workload chat = Scenario.parse("chat").preset().orElseThrow().workload();
    assertThat(new Cell(Strategy.parse("sse"), chat).connections())
        .isEqualTo(2 * chat.subscribers());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.apply(chat, "payload", "43"))
        .withMessage("payload must be 44 to 60000, but is 43");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.apply(chat, "feeds", "101"))
        .withMessage("feeds must be 1 to 100, but is 101");
    assertThat(StrategyName.parse("raw-websocket").on(chat).refusal())
        .contains(
            "websocket cannot be measured on engine socket: scenario must be feeds or courier, but"
                + " is chat, so change it or use engine okhttp");
    assertThat(StrategyName.parse("websocket").on(chat).refusal()).isEmpty();
  }

  @Test
  void namesBoundAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.parse("job-status:constant:1s+101%failed"))
        .withMessage("failed jobs must be 0% to 100%, but is 101%");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.parse("chat:cuts:101/s"))
        .withMessage("cuts must be 0/s to 100/s, but is 101.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"courier", "job-status", "chat"})
  void saysWhatIsUsual(String text) {
    Scenario scenario = Scenario.parse(text);

    SweepSpec usual = scenario.preset().orElseThrow().sweep();

    assertThat(usual.name()).isEqualTo(text);
    assertThat(usual.cells()).hasSizeGreaterThan(5);
    assertThat(usual.cells()).allMatch(cell -> cell.workload().scenario().equals(scenario));
    assertThat(usual.warnings()).isEmpty();
  }

  @Test
  void aJobIsSubmittedByEachClientsOwnProcess() {
    var feeds = new Workload(Arrivals.parse("poisson:1/s"), 2, 8, 64, Protocol.H1);

    Workload jobs = feeds.withScenario(Scenario.parse("job-status"));

    assertThat(jobs.label())
        .isEqualTo("job-status:exponential:2s, poisson:1/s, 8 feeds, 8 subscribers, 0 B, h1");
    assertThat(Settings.apply(jobs, "subscribers", "5").feeds()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.apply(jobs, "feeds", "3"))
        .withMessage(
            "feeds must equal subscribers (8) in job-status, since each submits its own jobs, but"
                + " is 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.apply(jobs, "payload", "64"))
        .withMessage("payload must be 0 in job-status, whose updates are job states, but is 64");
  }

  @Test
  void aSuiteOfAScenarioStartsFromWhatIsUsual() {
    SweepSpec spec =
        SuiteFile.parse(
            "mine.yaml",
            """
            name: mine
            scenario: courier
            subscribers: 8
            also:
              - scenario: job-status:constant:1s
                strategies: [sse]
            """);

    Scenario.Preset usual = Scenario.parse("courier").preset().orElseThrow();
    assertThat(spec.timing()).isEqualTo(usual.timing());
    assertThat(spec.cells()).hasSize(usual.strategies().size() + 1);
    assertThat(spec.cells().getFirst().workload().subscribers()).isEqualTo(8);
    assertThat(spec.cells().getFirst().workload().feeds()).isEqualTo(usual.workload().feeds());
    assertThat(spec.cells().getLast().label())
        .startsWith("sse on job-status:constant:1s, poisson:0.5/s, 40 feeds");
  }

  @Test
  void isASettingBesideASuite() {
    var overrides =
        new Overrides(new LinkedHashMap<>(Map.of("scenario", "job-status:constant:1s")), List.of());

    SweepSpec spec = overrides.applyTo(SuiteFile.load("quick"));

    assertThat(spec.cells())
        .allMatch(
            cell ->
                cell.workload()
                    .label()
                    .equals(
                        "job-status:constant:1s, poisson:2/s, 100 feeds, 100 subscribers, 0 B,"
                            + " h1"));
  }

  @Test
  void jobsWarmUpUntilTheyEndAsOftenAsTheyBegin() {
    assertThat(Scenario.parse("job-status:constant:3s").leastWarmup())
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(Scenario.parse("courier").leastWarmup()).isZero();
  }
}
