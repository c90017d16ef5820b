package dev.pushpull.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhasesTest {

  @Test
  void eachStratumHoldsOnePhase() {
    double[] phases = Phases.stratified(3, 50);
    double[] sorted = phases.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 50; i++) {
      assertThat(sorted[i]).isBetween(i / 50.0, (i + 1) / 50.0);
    }
    assertThat(phases).as("in random order").isNotEqualTo(sorted);
  }

  @Test
  void sameSeedSamePhases() {
    assertThat(Phases.stratified(8, 20)).isEqualTo(Phases.stratified(8, 20));
    assertThat(Phases.stratified(8, 20)).isNotEqualTo(Phases.stratified(9, 20));
  }

  @Test
  void uniformWithinTheStratum() {
    double[] places = new double[20_000];
    for (int i = 0; i < places.length; i++) {
      double phase = Phases.stratified(i, 4)[0] * 4;
      places[i] = phase - Math.floor(phase);
    }
    Arrays.sort(places);
    double worst = 0;
    for (int i = 0; i < places.length; i++) {
      worst = Math.max(worst, Math.abs(places[i] - (i + 0.5) / places.length));
    }
    assertThat(worst).as("Kolmogorov-Smirnov distance").isLessThan(1.63 / Math.sqrt(places.length));
  }
}
