package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {

  private static final SweepSpec FULL = SuiteFile.load("full");

  private static SweepSpec with(String key, String text) {
    return new Overrides(Map.of(key, text), List.of()).applyTo(FULL);
  }

  @Test
  void changesNothingUnasked() {
    assertThat(new Overrides(Map.of(), List.of()).applyTo(FULL)).isEqualTo(FULL);
  }

  @Test
  void combinesStrategiesWithEveryWorkload() {
    assertThat(with("strategies", "sse, poll@1s").cells().stream().map(Cell::label))
        .containsExactly(
            "sse on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1",
            "poll@1s on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1",
            "sse on poisson:2/s, 10 feeds, 100 subscribers, 4096 B, h1",
            "poll@1s on poisson:2/s, 10 feeds, 100 subscribers, 4096 B, h1");
  }

  @Test
  void severalEnginesTakeEachCellSeveralTimes() {
    assertThat(with("engine", "okhttp, netty").cells()).hasSize(46);
    var values = Map.of("engine", "okhttp,netty", "strategies", "websocket (socket),sse");
    var ordered = new LinkedHashMap<String, String>();
    Overrides.KEYS.stream()
        .filter(values::containsKey)
        .forEach(key -> ordered.put(key, values.get(key)));
    assertThat(new Overrides(ordered, List.of()).applyTo(SuiteFile.load("quick")).cells())
        .extracting(cell -> cell.name() + " by " + cell.workload().engine())
        .containsExactlyInAnyOrder("websocket (socket) by socket", "sse by okhttp", "sse by netty");
  }

  @Test
  void mergesCellsThatBecomeEqual() {
    assertThat(with("payload", "10").cells()).hasSize(19);
    assertThat(with("feeds", "3").cells()).hasSize(23);
  }

  @Test
  void changesEachOtherSetting() {
    assertThat(with("window", "2s").timing().window()).hasSeconds(2);
    assertThat(with("warmup", "3s").timing().warmup()).hasSeconds(3);
    assertThat(with("windows", "4").timing().windows()).isEqualTo(4);
    assertThat(with("drain", "5s").timing().drain())
        .hasValueSatisfying(d -> assertThat(d).hasSeconds(5));
    assertThat(with("repeats", "6").repeats()).isEqualTo(6);
    assertThat(with("seed", "-7").seed()).isEqualTo(-7);
    assertThat(with("arrivals", "periodic:3/s").cells().getFirst().label())
        .isEqualTo("websocket on periodic:3/s, 10 feeds, 100 subscribers, 64 B, h1");
  }

  @Test
  void warnsOfAWindowShorterThanTheInterval() {
    assertThat(with("window", "3s").warnings())
        .hasSize(4)
        .allSatisfy(warning -> assertThat(warning).contains("3s", "poll@"));
    assertThat(FULL.warnings()).isEmpty();
    assertThat(with("strategies", "backoff@1s..30s").warnings())
        .singleElement()
        .asString()
        .contains("25s", "backoff@1s..30s", "60s");
  }
}
