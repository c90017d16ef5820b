package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BurstTimesTest extends ArrivalTimesContract {

  @Override
  Arrivals arrivals() {
    return new Arrivals.Burst(20, 5);
  }

  @Override
  double rateTolerance() {
    return 1e-3;
  }

  @Test
  void comesTwentyAtOnceFiveTimesASecond() {
    ArrivalTimes times = arrivals().times(3);
    long burst = times.nextNanos();
    for (int i = 1; i < 1_000; i++) {
      if (i % 20 == 0) {
        burst += 200_000_000;
      }
      assertThat(times.nextNanos()).isBetween(burst - 1, burst + 1);
    }
  }
}
