package dev.pushpull.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostLoadTest {

  @Test
  void sharesAreOfTheTimeBetweenTwoReadings() {
    var earlier = new HostLoad(10, 500, 1_000);
    var later = new HostLoad(14, 650, 1_200);
    assertThat(later.stealSince(earlier)).isEqualTo(0.02);
    assertThat(later.busySince(earlier)).isEqualTo(0.25);
  }

  @Test
  void nothingIsSharedWhenNoTimePassed() {
    var reading = new HostLoad(10, 500, 1_000);
    assertThat(reading.stealSince(reading)).isZero();
    assertThat(reading.busySince(reading)).isZero();
  }

  @Test
  void readsThisMachine() {
    HostLoad reading = HostLoad.read();
    assertThat(reading.all()).isPositive();
    assertThat(reading.idle()).isBetween(0L, reading.all());
    assertThat(reading.steal()).isBetween(0L, reading.all());
    assertThat(HostLoad.read().all()).isGreaterThanOrEqualTo(reading.all());
  }
}
