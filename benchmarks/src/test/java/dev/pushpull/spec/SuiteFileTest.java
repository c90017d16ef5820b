package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {

  private static final String GOOD =
      """
      name: mine
      strategies: [sse, poll@1s]
      arrivals: periodic:1/s
      feeds: 2
      subscribers: 8
      """;

  @Test
  void readsTheQuickSuite() {
    SweepSpec quick = SuiteFile.load("quick");

    assertThat(quick.cells().stream().map(cell -> cell.strategy().toString()))
        .containsExactly(
            "websocket",
            "sse",
            "long-poll",
            "conditional-poll@500ms",
            "poll@100ms",
            "poll@500ms",
            "poll@2s");
    assertThat(quick.cells().stream().map(cell -> cell.workload().label()).distinct())
        .containsExactly("poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1");
    assertThat(quick.repeats()).isEqualTo(2);
    assertThat(quick.timing())
        .isEqualTo(
            new SweepTiming(Duration.ofMillis(500), Duration.ofSeconds(5), 1, Optional.empty()));
  }

  @Test
  void readsTheFullSuite() {
    SweepSpec full = SuiteFile.load("full");

    assertThat(full.cells()).hasSize(23);
    assertThat(full.repeats()).isEqualTo(5);
    assertThat(full.cells().stream().filter(c -> c.workload().payloadBytes() == 4_096)).hasSize(4);
  }

  @Test
  void takesDefaultsForWhatIsNotSaid() {
    SweepSpec spec = SuiteFile.parse("mine.yaml", GOOD);

    assertThat(spec.cells().get(1).workload().label())
        .isEqualTo("periodic:1/s, 2 feeds, 8 subscribers, 64 B, h1");
    assertThat(spec.timing()).isEqualTo(SweepTiming.DEFAULT);
    assertThat(spec.repeats()).isEqualTo(1);
    assertThat(spec.seed()).isEqualTo(1);
    assertThat(spec.requirements()).isEmpty();
  }

  @Test
  void readsTheRest() {
    SweepSpec spec =
        SuiteFile.parse(
            "mine.yaml",
            GOOD
                + """
                window: 2s
                windows: 3
                warmup: 500ms
                drain: 4s
                repeats: 7
                seed: -9
                require: ["staleness.p95<2s"]
                also:
                  - feeds: 1
                    strategies: [websocket]
                  - payload: 4096
                """);

    assertThat(spec.cells()).hasSize(5);
    assertThat(spec.cells().get(2).label())
        .isEqualTo("websocket on periodic:1/s, 1 feeds, 8 subscribers, 64 B, h1");
    assertThat(spec.cells().get(4).label())
        .isEqualTo("poll@1s on periodic:1/s, 2 feeds, 8 subscribers, 4096 B, h1");
    assertThat(spec.timing().of(Strategy.parse("sse")))
        .isEqualTo(
            new Timing(Duration.ofMillis(500), Duration.ofSeconds(2), 3, Duration.ofSeconds(4)));
    assertThat(spec.seed()).isEqualTo(-9);
    assertThat(spec.requirements()).containsExactly(Requirement.parse("staleness.p95<2s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windw: 5s|mine.yaml line 6: unknown key 'windw'; known keys are name, strategies,"
            + " scenario, arrivals, feeds, subscribers, payload, protocol, engine, client, warmup,"
            + " window, windows, drain, repeats, seed, require, also, server-heap,"
            + " connects-per-second, connect-timeout",
        "feeds: 3|mine.yaml line 6: key 'feeds' is given twice",
        "window: 0s|mine.yaml line 6: key 'window': window must be 100ms to 3600s, but is 0ms",
        "window: 5|mine.yaml line 6: key 'window': expected a duration such as 250ms, 2s or 1m, but"
            + " got '5'",
        "window: [5s]|mine.yaml line 6: key 'window' must be a single value, but is a list",
        "repeats: 0|mine.yaml line 6: key 'repeats': repeats must be 1 to 1000, but is 0",
        "repeats: two|mine.yaml line 6: key 'repeats': repeats must be a whole number, but is"
            + " 'two'",
        "payload: -1|mine.yaml line 6: key 'payload': payload must be 0 to 60000, but is -1",
        "seed: 1.5|mine.yaml line 6: key 'seed': seed must be a whole number, but is '1.5'",
        "require: []|mine.yaml line 6: key 'require' must be a list with at least one entry, but is"
            + " empty",
        "require: x|mine.yaml line 6: key 'require' must be a list, but is 'x'",
        "also: [{window: 1s}]|mine.yaml line 6: unknown key 'window'; known keys are strategies,"
            + " scenario, arrivals, feeds, subscribers, payload, protocol, engine, client",
        "also: [{strategies: [poll@0s]}]|mine.yaml line 6: key 'strategies': strategy 'poll@0s':"
            + " poll interval must be 1ms to 3600s, but is 0ms",
        "also: [{feeds: 2}]|mine.yaml line 1: duplicate: sse on periodic:1/s, 2 feeds, 8"
            + " subscribers, 64 B, h1",
        "also: [3]|mine.yaml line 6: expected keys with values, but found '3'",
        "'\"'|mine.yaml line 7: invalid YAML: found unexpected end of stream",
      })
  void namesFileLineKeyAndValue(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SuiteFile.parse("mine.yaml", GOOD + line + "\n"))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|mine.yaml is empty",
        "name: x|mine.yaml line 1: key 'strategies' is missing",
        "strategies: [sse]|mine.yaml line 1: key 'name' is missing",
        "name: a b|mine.yaml line 1: key 'name': name must be 1 to 40 letters, digits, dots, dashes"
            + " or underscores, but is 'a b'",
        "[sse]|mine.yaml line 1: expected keys with values, but found a list",
      })
  void refusesWhatIsNoSuite(String yaml, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SuiteFile.parse("mine.yaml", yaml))
        .withMessage(message);
  }
}
