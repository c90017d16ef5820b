package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortRangeTest {

  @Test
  void readsWhatTheSystemTells() {
    assertThat(PortRange.parse("32768\t60999\n")).contains(new PortRange(32_768, 60_999));
    assertThat(PortRange.parse("many")).isEmpty();
  }

  @Test
  void saysHowManyAddressesAreNeeded() {
    var ports = new PortRange(20_000, 21_999);
    assertThat(ports.problem(2_000, 1)).isEmpty();
    assertThat(ports.problem(6_000, 3)).isEqualTo(Optional.empty());
    assertThat(ports.problem(6_000, 1).orElseThrow())
        .contains("6000", "need 3", "2000 ports", "--source-addresses 127.0.0.1-127.0.0.3");
  }
}
