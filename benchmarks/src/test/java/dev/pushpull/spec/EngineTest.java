package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

  private static final Workload WORKLOAD =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 100, 64, Protocol.H1);
  private static final Workload ON_SOCKETS = WORKLOAD.on(Engine.SOCKET);

  @ParameterizedTest
  @ValueSource(strings = {"poll@1s", "conditional-poll@1s", "long-poll", "sse", "websocket"})
  void aBrowserListensByWhatAPageHas(String strategy) {
    var cell = new Cell(Strategy.parse(strategy), WORKLOAD.on(Engine.BROWSER));
    assertThat(cell.refusal()).isEmpty();
    assertThat(cell.label())
        .isEqualTo(strategy + " on poisson:2/s, 1 feeds, 1 subscribers, 64 B, h1, browser");
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll@1s~10%", "backoff@1s..4s", "adaptive@1s..4s", "hinted"})
  void andByNothingElse(String strategy) {
    var cell = new Cell(Strategy.parse(strategy), WORKLOAD.on(Engine.BROWSER));
    assertThat(cell.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains(strategy, "browser", "okhttp"));
    assertThat(new Cell(Strategy.parse(strategy), WORKLOAD).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"protocol, h1-tls", "scenario, courier", "subscribers, 3"})
  void bareSocketsTakeTheRest(String key, String text) {
    Workload workload = Settings.apply(ON_SOCKETS, key, text);
    assertThat(new Cell(new Strategy.WebSocket(), workload).refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw-websocket", "websocket (socket)"})
  void theFloorIsWebSocketOnBareSockets(String name) {
    Cell floor = StrategyName.parse(name).on(WORKLOAD);
    assertThat(floor).isEqualTo(new Cell(new Strategy.WebSocket(), ON_SOCKETS));
    assertThat(floor.name()).isEqualTo("websocket (socket)");
    assertThat(StrategyName.parse(name)).hasToString(floor.name());
    assertThat(floor.workload().label()).isEqualTo(WORKLOAD.label());
  }

  @Test
  void anOldSuiteIsRead() {
    String suite = "name: s\nstrategies: [websocket, raw-websocket]\n";
    List<Cell> old =
        SuiteFile.parse("s", suite + "also:\n  - client: okhttp\n    feeds: 3\n").cells();
    assertThat(old)
        .extracting(Cell::name, cell -> cell.workload().feeds())
        .map(Object::toString)
        .containsExactly(
            "(\"websocket\", 10)",
            "(\"websocket (socket)\", 10)",
            "(\"websocket\", 3)",
            "(\"websocket (socket)\", 3)");
    String now = "name: s\nstrategies: [websocket]\nalso:\n  - engine: socket\n";
    assertThat(SuiteFile.parse("s", now).cells()).isEqualTo(old.subList(0, 2));
  }

  @Test
  void theFloorGoesWithTheStrategiesThatNamedIt() {
    var suite = SuiteFile.parse("s", "name: s\nstrategies: [websocket, raw-websocket]\n");
    assertThat(new Overrides(Map.of("strategies", "sse"), List.of()).applyTo(suite).cells())
        .containsExactly(new Cell(Strategy.parse("sse"), WORKLOAD));
    var floors = SuiteFile.parse("s", "name: s\nstrategies: [websocket]\nengine: socket\n");
    assertThat(new Overrides(Map.of("strategies", "websocket"), List.of()).applyTo(floors).cells())
        .containsExactly(new Cell(new Strategy.WebSocket(), ON_SOCKETS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "client"})
  void beingOneIsUsualForABrowserAndNotImposed(String key) {
    var values = new LinkedHashMap<String, String>();
    values.put(key, "browser");
    values.put("strategies", "sse");
    assertThat(subscribers(values)).isEqualTo(1);
    values.put("subscribers", "7");
    assertThat(subscribers(values)).isEqualTo(7);
  }

  private static int subscribers(Map<String, String> values) {
    return new Overrides(values, List.of())
        .applyTo(SuiteFile.load("quick"))
        .cells()
        .getFirst()
        .workload()
        .subscribers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "client"})
  void aSuiteMayNameItBeforeOrAfterTheRest(String key) {
    var cells =
        SuiteFile.parse("s", "name: s\nstrategies: [sse]\nfeeds: 3\n" + key + ": browser\n")
            .cells();
    assertThat(cells.getFirst().workload().engine()).isEqualTo(Engine.BROWSER);
    assertThat(cells.getFirst().workload().feeds()).isEqualTo(3);
    assertThat(cells.getFirst().workload().subscribers()).isEqualTo(1);
  }

  @Test
  void readsWhatItWrites() {
    for (Engine engine : Engine.values()) {
      assertThat(Engine.parse(engine.toString())).isEqualTo(engine);
    }
  }
}
