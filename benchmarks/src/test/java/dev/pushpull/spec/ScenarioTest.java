package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void aChatNeedsRoomForWhoSaysSomethingAndSomeoneInEachRoom() {
    Workload chat = Scenario.parse("chat").preset().orElseThrow().workload();
    assertThat(new Cell(Strategy.parse("sse"), chat).connections())
        .isEqualTo(2 * chat.subscribers());
    assertThat(Settings.apply(chat, "payload", "44").payloadBytes()).isEqualTo(44);
    assertThat(Settings.apply(chat, "feeds", "100").feeds()).isEqualTo(100);
    assertThat(StrategyName.parse("raw-websocket").on(chat).refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("socket", "chat", "okhttp"));
    assertThat(StrategyName.parse("websocket").on(chat).refusal()).isEmpty();
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
