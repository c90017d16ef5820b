package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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

  @Test
  void saysHowManyAddressesAreNeeded() {
    var ports = new PortRange(20_000, 21_999);
    assertThat(ports.problem(1_950, 1)).isEmpty();
    assertThat(ports.problem(6_000, 4)).isEqualTo(Optional.empty());
    assertThat(ports.problem(6_000, 3).orElseThrow())
        .contains("6000", "need 4", "2000 ports", "--source-addresses 127.0.0.1-127.0.0.4");
  }
}
