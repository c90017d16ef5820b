package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortRangeTest {

  @Test
  void readsWhatTheSystemTells() {
    assertThat(PortRange.parse("32768\t60999\n")).contains(new PortRange(32_768, 60_999));
    assertThat(PortRange.parse("many")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsThisMachines() {
    assertThat(PortRange.ofThisMachine().orElseThrow().size()).isPositive();
  }
}
