package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PeriodicTimesTest extends ArrivalTimesContract {

  @Override
  Arrivals arrivals() {
    return new Arrivals.Periodic(3);
  }

  @Override
  double rateTolerance() {
    return 1e-5; // the phase, at most one period of 200,000
  }

  @Test
  void doesNotDrift() {
    double periodNanos = 1e9 / 3;
    ArrivalTimes times = ArrivalTimes.periodic(3, 1, 5);
    long first = times.nextNanos();
    for (int i = 1; i < 1_000_000; i++) {
      assertThat(Math.abs(times.nextNanos() - first - i * periodNanos)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void phasesAreUniformOnOnePeriod() {
    var phases = new double[5_000];
    for (int seed = 0; seed < phases.length; seed++) {
      phases[seed] = ArrivalTimes.periodic(2, 1, seed).nextNanos() / 0.5e9;
    }
    double furthest = KolmogorovSmirnov.statistic(phases, share -> Math.clamp(share, 0.0, 1.0));
    assertThat(furthest).isLessThan(KolmogorovSmirnov.critical(phases.length));
  }
}
