package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "poll@1s",
        "poll@1ms",
        "poll@3600s",
        "poll@1s~20%",
        "poll@250ms~1%",
        "poll@10s~90%",
        "backoff@250ms..30s",
        "adaptive@100ms..10s",
        "hinted"
      })
  void isReadBackAsItIsWritten(String text) {
    assertThat(Pace.parse(text)).hasToString(text).isEqualTo(Pace.parse(text));
    Strategy plain = Strategy.parse(text);
    Strategy conditional = Strategy.parse("conditional-" + text);
    assertThat(plain).hasToString(text).isEqualTo(new Strategy.Poll(Pace.parse(text), false));
    assertThat(conditional)
        .hasToString("conditional-" + text)
        .isEqualTo(new Strategy.Poll(Pace.parse(text), true));
  }

  @ParameterizedTest
  @CsvSource({
    "poll@2000ms, poll@2s, poll, 2s, 2s, 2s, true",
    "poll@1s~20%, poll@1s~20%, poll~20%, 800ms, 1200ms, 1s, true",
    "backoff@0.25s..1m, backoff@250ms..60s, backoff, 250ms, 60s, 60s, false",
    "adaptive@100ms..10s, adaptive@100ms..10s, adaptive, 100ms, 10s, 10s, false",
    "hinted, hinted, hinted, 1s, 10s, 10s, false"
  })
  void saysItsKindAndBounds(
      String text,
      String shortest,
      String kind,
      String least,
      String most,
      String span,
      boolean openLoop) {
    Pace pace = Pace.parse(text);
    assertThat(pace).hasToString(shortest);
    assertThat(pace.kind()).isEqualTo(kind);
    assertThat(pace.shortest()).isEqualTo(Durations.parse(least));
    assertThat(pace.longest()).isEqualTo(Durations.parse(most));
    assertThat(pace.span()).isEqualTo(Durations.parse(span));
    assertThat(pace.isOpenLoop()).isEqualTo(openLoop);
    assertThat(new Strategy.Poll(pace, true).kind()).isEqualTo("conditional-" + kind);
  }

  @ParameterizedTest
  @CsvSource({
    "poll@2s, 2s",
    "poll@2s~50%, 3s",
    "backoff@1s..4s, 8s",
    "hinted, 20s",
    "websocket, 0s"
  })
  void aWarmUpIsOneSpanOrTwoWhereAnswersMustSettleIt(String text, String least) {
    assertThat(Strategy.parse(text).leastWarmup()).isEqualTo(Durations.parse(least));
  }

  @Test
  void theHintIsTheMeanGapInWholeSeconds() {
    assertThat(hint("hinted", "poisson:0.2/s")).isEqualTo(5);
    assertThat(hint("conditional-hinted", "periodic:0.4/s")).isEqualTo(3);
    assertThat(hint("hinted", "poisson:20/s")).isEqualTo(1);
    assertThat(hint("hinted", "burst:20x0.1/s")).isEqualTo(10);
    assertThat(hint("hinted", "poisson:0.0001/s")).isEqualTo(3_600);
    assertThat(hint("hinted", new Arrivals.Trace("two", List.of(0L, 60_000_000_000L))))
        .isEqualTo(60);
    assertThat(hint("hinted", new Arrivals.Trace("one", List.of(0L)))).isEqualTo(1);
    assertThat(hint("poll@1s", "poisson:0.2/s")).as("others ask for none").isZero();
    assertThat(hint("websocket", "poisson:0.2/s")).isZero();
  }

  private static int hint(String strategy, String arrivals) {
    return hint(strategy, Arrivals.parse(arrivals));
  }

  private static int hint(String strategy, Arrivals arrivals) {
    var workload = new Workload(arrivals, 1, 1, 1, Protocol.H1);
    var timing = new Timing(Duration.ZERO, Duration.ofSeconds(1), 1, Duration.ZERO);
    return new TrialSpec(
            "1", Strategy.parse(strategy), workload, timing, 1, 1, Optional.empty(), Setup.USUAL)
        .hintSeconds();
  }
}
