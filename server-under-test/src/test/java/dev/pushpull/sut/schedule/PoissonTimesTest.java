package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PoissonTimesTest extends ArrivalTimesContract {

  private static final double RATE = 3;

  @Override
  Arrivals arrivals() {
    return new Arrivals.Poisson(RATE);
  }

  @Override
  double rateTolerance() {
    return 0.01; // 4.5 standard deviations of the mean of 200,000 gaps
  }

  @Test
  void gapsAreExponential() {
    double[] gaps = gaps(20_000, 11);
    double furthest = KolmogorovSmirnov.statistic(gaps, seconds -> 1 - Math.exp(-RATE * seconds));
    assertThat(furthest).isLessThan(KolmogorovSmirnov.critical(gaps.length));
  }

  @Test
  void neighbouringGapsAreUncorrelated() {
    double[] gaps = gaps(20_000, 12);
    double mean = 1 / RATE;
    double covariance = 0;
    double variance = 0;
    for (int i = 1; i < gaps.length; i++) {
      covariance += (gaps[i] - mean) * (gaps[i - 1] - mean);
      variance += (gaps[i] - mean) * (gaps[i] - mean);
    }
    assertThat(Math.abs(covariance / variance)).isLessThan(2.58 / Math.sqrt(gaps.length));
  }

  private static double[] gaps(int count, long seed) {
    ArrivalTimes times = ArrivalTimes.poisson(RATE, seed);
    var gaps = new double[count];
    long last = 0;
    for (int i = 0; i < count; i++) {
      long next = times.nextNanos();
      gaps[i] = (next - last) / 1e9;
      last = next;
    }
    return gaps;
  }
}
