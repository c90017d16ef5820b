package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

  private static final Workload WORKLOAD =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 100, 64, Protocol.H1);

  @ParameterizedTest
  @ValueSource(strings = {"poll@1s", "conditional-poll@1s", "long-poll", "sse", "websocket"})
  void aBrowserListensByWhatAPageHas(String strategy) {
    var cell = new Cell(Strategy.parse(strategy), WORKLOAD.by(Client.BROWSER));
    assertThat(cell.refusal()).isEmpty();
    assertThat(cell.label())
        .isEqualTo(strategy + " on poisson:2/s, 1 feeds, 1 subscribers, 64 B, h1, browser");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"poll@1s~10%", "backoff@1s..4s", "adaptive@1s..4s", "hinted", "raw-websocket"})
  void andByNothingElse(String strategy) {
    var cell = new Cell(Strategy.parse(strategy), WORKLOAD.by(Client.BROWSER));
    assertThat(cell.refusal())
        .contains(
            strategy
                + " cannot be measured by a browser: use poll@INTERVAL,"
                + " conditional-poll@INTERVAL, long-poll, sse or websocket");
    assertThat(new Cell(Strategy.parse(strategy), WORKLOAD).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subscribers|5|a browser is one client, so subscribers must be 1, but is 5",
        "feeds|2|a browser is one client, so feeds must be 1, but is 2",
        "protocol|h1-tls|protocol must be h1, but is h1-tls",
        "scenario|courier|a browser supports only feeds, so scenario must be feeds",
      })
  void itIsOneClientOverPlainHttp(String key, String text, String why) {
    Workload workload = Settings.apply(WORKLOAD.by(Client.BROWSER), key, text);
    assertThat(new Cell(Strategy.parse("sse"), workload).refusal())
        .contains("sse cannot be measured by a browser: " + why);
  }

  @Test
  void beingOneIsUsualForABrowserAndNotImposed() {
    var values = new LinkedHashMap<String, String>();
    values.put("strategies", "sse");
    values.put("client", "browser");
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

  @Test
  void aSuiteMayNameItBeforeOrAfterTheRest() {
    var cells =
        SuiteFile.parse("s", "name: s\nstrategies: [sse]\nfeeds: 3\nclient: browser\n").cells();
    assertThat(cells.getFirst().workload().feeds()).isEqualTo(3);
    assertThat(cells.getFirst().workload().subscribers()).isEqualTo(1);
  }

  @Test
  void readsWhatItWrites() {
    for (Client client : Client.values()) {
      assertThat(Client.parse(client.toString())).isEqualTo(client);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Client.parse("lynx"))
        .withMessage("client must be one of okhttp, browser, but is 'lynx'");
  }
}
