package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every endless arrival process keeps to; one subclass for each. */
abstract class ArrivalTimesContract {

  private static final double SECOND_NANOS = 1e9;

  abstract Arrivals arrivals();

  /** Relative error of the rate over the first updates that is still no skew. */
  abstract double rateTolerance();

  @Test
  final void neverFallsAndStartsAtZeroOrLater() {
    for (long seed = 0; seed < 50; seed++) {
      ArrivalTimes times = arrivals().times(seed);
      long last = 0;
      for (int i = 0; i < 1_000; i++) {
        long next = times.nextNanos();
        assertThat(next).isGreaterThanOrEqualTo(last);
        last = next;
      }
    }
  }

  @Test
  final void dependsOnTheSeedAlone() {
    ArrivalTimes one = arrivals().times(42);
    ArrivalTimes same = arrivals().times(42);
    ArrivalTimes other = arrivals().times(43);
    boolean differs = false;
    for (int i = 0; i < 1_000; i++) {
      long next = one.nextNanos();
      assertThat(same.nextNanos()).isEqualTo(next);
      differs |= other.nextNanos() != next;
    }
    assertThat(differs).isTrue();
  }

  @Test
  final void keepsItsRate() {
    int updates = 200_000;
    ArrivalTimes times = arrivals().times(7);
    long last = 0;
    for (int i = 0; i < updates; i++) {
      last = times.nextNanos();
    }
    double rate = updates / (last / SECOND_NANOS);
    assertThat(rate / arrivals().ratePerSecond())
        .isBetween(1 - rateTolerance(), 1 + rateTolerance());
  }
}
