package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window|0s|--window: window must be 100ms to 3600s, but is 0ms",
        "feeds|-3|--feeds: feeds must be 1 to 10000, but is -3",
        "feeds|ten|--feeds: feeds must be a whole number, but is 'ten'",
        "subscribers|99999999999|--subscribers: subscribers must be a whole number of at most"
            + " 2147483647, but is 99999999999",
        "strategies|poll@0s|--strategies: strategy 'poll@0s': poll interval must be 1ms to 3600s,"
            + " but is 0ms",
        "strategies|sse,sse|--strategies: duplicate: sse on poisson:2/s, 10 feeds, 100"
            + " subscribers, 64 B, h1",
        "repeats|1001|--repeats: repeats must be 1 to 1000, but is 1001",
        "protocol|h9|--protocol: protocol must be one of h1, h1-tls, h2, h2c, h1+deflate,"
            + " h1-tls+deflate, but is 'h9'",
        "arrivals|poisson:0/s|--arrivals: rate must be 0.0001/s to 100000/s, but is 0/s",
      })
  void namesOptionBoundAndValue(String key, String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> with(key, text)).withMessage(message);
  }

  @Test
  void warnsOfAWindowShorterThanTheInterval() {
    assertThat(with("window", "3s").warnings())
        .hasSize(4)
        .contains(
            "window 3s is shorter than the interval of poll@5s: edge bias, some subscribers never"
                + " poll in a window, and its figures hang on the phases that were drawn; a window"
                + " of 10s or longer has no such bias");
    assertThat(FULL.warnings()).isEmpty();
    assertThat(with("strategies", "backoff@1s..30s").warnings())
        .containsExactly(
            "window 25s is shorter than the longest interval of backoff@1s..30s: edge bias, some"
                + " subscribers may never poll in a window, and its figures hang on the phases that"
                + " were drawn; a window of 60s or longer has no such bias");
  }
}
