package dev.pushpull.sut.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RateTest {

  @Test
  void evenGapsAreAllAlike() {
    Rate rate = Rate.parse("4", "periodic");
    var random = new SplittableRandom(1);
    assertThat(rate.gapNanos(random)).isEqualTo(250_000_000).isEqualTo(rate.gapNanos(random));
  }

  @Test
  void randomGapsHaveTheMeanAndTheSpreadOfAnExponential() {
    Rate rate = Rate.parse("4", "poisson");
    var random = new SplittableRandom(1);
    int n = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double gapSeconds = rate.gapNanos(random) / 1e9;
      sum += gapSeconds;
      squares += gapSeconds * gapSeconds;
    }
    double mean = sum / n;
    assertThat(mean).isCloseTo(0.25, within(0.25 * 0.02));
    assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(0.25, within(0.25 * 0.03));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Rate.parse("21", "periodic"))
        .hasMessage("perSecond must be 0.05 to 20.0, but is 21.0");
    assertThatThrownBy(() -> Rate.parse("much", "periodic"))
        .hasMessage("perSecond must be a number, but is 'much'");
    assertThatThrownBy(() -> Rate.parse("1", "burst"))
        .hasMessage("arrivals must be periodic or poisson, but is 'burst'");
  }
}
