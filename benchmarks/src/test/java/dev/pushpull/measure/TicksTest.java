package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {

  private final Ticks ticks = new Ticks(50, 100);

  @Test
  void theFirstTickAtOrAfterAnInstant() {
    assertThat(ticks.atOrAfter(-1_000)).isEqualTo(50);
    assertThat(ticks.atOrAfter(50)).isEqualTo(50);
    assertThat(ticks.atOrAfter(51)).isEqualTo(150);
    assertThat(ticks.atOrAfter(150)).isEqualTo(150);
  }

  @Test
  void theLastTickBeforeAnInstant() {
    assertThat(ticks.lastBefore(50)).isEqualTo(Long.MIN_VALUE);
    assertThat(ticks.lastBefore(51)).isEqualTo(50);
    assertThat(ticks.lastBefore(150)).isEqualTo(50);
    assertThat(ticks.lastBefore(151)).isEqualTo(150);
  }

  @Test
  void whereNoScheduleSaysWhenThereIsNoTickToWaitFor() {
    assertThat(Ticks.NONE.lastBefore(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
  }
}
