package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  void readsTheSuiteOfEngines() {
    SweepSpec engines = SuiteFile.load("engines");

    assertThat(engines.cells()).extracting(Cell::refusal).containsOnly(Optional.empty());
    assertThat(engines.cells().subList(0, 5))
        .extracting(cell -> cell.name() + " by " + cell.workload().engine())
        .containsExactly(
            "websocket by okhttp",
            "websocket by netty",
            "websocket (socket) by socket",
            "sse by okhttp",
            "sse by netty");
    assertThat(engines.repeats()).isGreaterThanOrEqualTo(5); // fewer give no verdict
  }

  @Test
  void severalEnginesRunEachStrategy() {
    String also = "also: [{payload: 9}, {engine: netty, payload: 8}]\n";
    assertThat(SuiteFile.parse("s", GOOD + "engine: [okhttp, netty]\n" + also).cells())
        .extracting(
            cell ->
                "%s %s %s"
                    .formatted(
                        cell.strategy(), cell.workload().engine(), cell.workload().payloadBytes()))
        .containsExactly(
            "sse okhttp 64",
            "sse netty 64",
            "poll@1s okhttp 64",
            "poll@1s netty 64",
            "sse okhttp 9",
            "sse netty 9",
            "poll@1s okhttp 9",
            "poll@1s netty 9",
            "sse netty 8",
            "poll@1s netty 8");
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
}
