package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceTimeTest {

  private static final int SAMPLES = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant:2s",
        "constant:1ms",
        "exponential:250ms",
        "exponential:3600s",
        "lognormal:2s,0.5",
        "lognormal:1500us,2"
      })
  void readsWhatItWrites(String text) {
    assertThat(ServiceTime.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "constant:1.5s, constant:1500ms",
    "exponential:2m, exponential:120s",
    "constant:1h, constant:3600s"
  })
  void readsEveryUnit(String text, String written) {
    assertThat(ServiceTime.parse(text)).hasToString(written);
  }

  @Test
  void theSameSeedGivesTheSameTimes() {
    var service = ServiceTime.parse("lognormal:1s,1");
    assertThat(samples(service, 5)).isEqualTo(samples(service, 5));
    assertThat(samples(service, 5)).isNotEqualTo(samples(service, 6));
  }

  @Test
  void constantTimesAreAllTheSame() {
    assertThat(samples(ServiceTime.parse("constant:2s"), 1)).containsOnly(2e9);
  }

  @Test
  void exponentialTimesAreExponential() {
    double[] samples = samples(ServiceTime.parse("exponential:2s"), 2);
    assertThat(KolmogorovSmirnov.statistic(samples, nanos -> -Math.expm1(-nanos / 2e9)))
        .isLessThan(KolmogorovSmirnov.critical(SAMPLES));
  }

  @Test
  void logNormalTimesAreHalfBelowTheirMedianAndHaveTheirMean() {
    var service = ServiceTime.parse("lognormal:2s,0.5");
    double[] samples = samples(service, 3);
    long below = Arrays.stream(samples).filter(nanos -> nanos < 2e9).count();
    // Four standard deviations of a binomial share, and of the mean (√(e^σ² − 1) of it each).
    assertThat(below / (double) SAMPLES).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(SAMPLES)));
    double mean = 2e9 * Math.exp(0.125);
    assertThat(service.meanNanos()).isEqualTo(Math.round(mean));
    double deviation = mean * Math.sqrt(Math.expm1(0.25)) / Math.sqrt(SAMPLES);
    assertThat(Arrays.stream(samples).average().orElseThrow())
        .isCloseTo(mean, within(4 * deviation));
    double logs = Arrays.stream(samples).map(nanos -> Math.pow(Math.log(nanos / 2e9), 2)).sum();
    assertThat(logs / SAMPLES).isCloseTo(0.25, within(4 * 0.25 * Math.sqrt(2.0 / SAMPLES)));
  }

  @Test
  void theTimeGoneCountsUnlessItIsMemoryless() {
    assertThat(ServiceTime.parse("constant:2s").expectedRemainingNanos(500_000_000L))
        .isEqualTo(1_500_000_000L);
    assertThat(ServiceTime.parse("constant:2s").expectedRemainingNanos(3_000_000_000L)).isZero();
    assertThat(ServiceTime.parse("exponential:2s").expectedRemainingNanos(9_000_000_000L))
        .isEqualTo(2_000_000_000L);
  }

  private static double[] samples(ServiceTime service, long seed) {
    var random = new SplittableRandom(seed);
    var samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = service.sampleNanos(random);
    }
    return samples;
  }
}
