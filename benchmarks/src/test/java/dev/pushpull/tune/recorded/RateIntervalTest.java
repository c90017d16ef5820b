package dev.pushpull.tune.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateIntervalTest {

  /** From tables of exact Poisson limits (Garwood, 1936). */
  @ParameterizedTest
  @CsvSource({"0, 0, 2.996", "1, 0.0513, 4.744", "10, 5.425, 16.962", "29, 20.7, 39.54"})
  void isThatOfTheTables(int count, double least, double most) {
    var rate = RateInterval.of(count, 1);
    assertThat(rate.least()).isCloseTo(least, within(0.005 * least + 1e-9));
    assertThat(rate.most()).isCloseTo(most, within(0.005 * most));
    assertThat(RateInterval.of(count, 50).most()).isCloseTo(rate.most() / 50, within(1e-12));
  }
}
