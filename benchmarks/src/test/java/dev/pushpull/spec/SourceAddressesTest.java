package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {

  private static List<String> read(String text) {
    return SourceAddresses.parse(text).each().stream().map(InetAddress::getHostAddress).toList();
  }

  @Test
  void readsRowsAndSingleAddresses() {
    assertThat(read("127.0.0.254-127.0.1.1"))
        .containsExactly("127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1");
    assertThat(read("10.0.0.5, 10.0.0.7")).containsExactly("10.0.0.5", "10.0.0.7");
    assertThat(read("::1")).containsExactly("0:0:0:0:0:0:0:1");
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.8-127.0.0.1",
        "127.0.0.1-",
        "::1-::2",
        "10.0.0.1-10.0.1.1",
        "127.0.0.1,",
        "127.0.0.300"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> SourceAddresses.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source-addresses")
        .hasMessageContaining("'" + text + "'");
  }
}
