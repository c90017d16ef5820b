package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void stepsDown() {
    // Sorted: .005·4 = .02, .01·3 = .03, .03·2 = .06, .04·1 = .04 → .06, for it never falls.
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void staysAProbability() {
    assertThat(Holm.adjust(new double[] {0.4, 1, 0.6})).containsExactly(1, 1, 1);
    assertThat(Holm.adjust(new double[] {0.02})).containsExactly(0.02);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }
}
