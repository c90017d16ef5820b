package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainTrialTest {

  private static TrialSpec spec(String strategy, String warmup) {
    return spec(strategy, warmup, 10, 100);
  }

  static TrialSpec spec(String strategy, String warmup, int feeds, int subscribers) {
    var benchmark = new FreshnessBenchmark();
    benchmark.strategy = strategy;
    benchmark.arrivals = "poisson:2/s";
    benchmark.feeds = feeds;
    benchmark.subscribers = subscribers;
    benchmark.payload = 64;
    benchmark.protocol = "h1";
    benchmark.warmup = warmup;
    benchmark.window = "5s";
    return benchmark.specOfParams();
  }

  @Test
  void isWhatTheParametersSay() {
    TrialSpec spec = spec("websocket", "1s");
    assertThat(spec.strategy()).hasToString("websocket");
    assertThat(spec.workload().label())
        .isEqualTo("poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1");
    assertThat(spec.timing().warmup()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.timing().window()).isEqualTo(Duration.ofSeconds(5));
    assertThat(spec.timing().drain()).isEqualTo(Duration.ofSeconds(2));
    assertThat(spec.server()).isEmpty();
  }

  @Test
  void theWarmUpIsAnIntervalAtLeast() {
    assertThat(spec("poll@2s", "1s").timing().warmup()).isEqualTo(Duration.ofSeconds(2));
    assertThat(spec("poll@500ms", "1s").timing().warmup()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec("backoff@1s..4s", "1s").timing().warmup()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void badParametersAreNamed() {
    assertThatThrownBy(() -> spec("pol@2s", "1s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but is 'pol@2s'");
    assertThatThrownBy(() -> spec("sse", "soon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("soon");
  }
}
