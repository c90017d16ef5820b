package dev.pushpull.sut.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class PayloadsTest {

  @Test
  void areAsLongAsAskedForOnTheWireToo() {
    int empty = UpdateJson.encode(new Update("f", 1, 0, 0, "")).length;
    for (int length : new int[] {0, 1, 9, 10, 11, 64, 4_096, 60_000}) {
      String payload = Payloads.make(3, 1, length);
      assertThat(payload).hasSize(length).matches("[A-Za-z0-9_-]*");
      assertThat(UpdateJson.encode(new Update("f", 1, 0, 0, payload))).hasSize(empty + length);
    }
  }

  @Test
  void dependOnSeedAndVersionAlone() {
    var seen = new HashSet<String>();
    for (long seed = 0; seed < 100; seed++) {
      for (long version = 1; version <= 100; version++) {
        assertThat(seen.add(Payloads.make(seed, version, 16))).isTrue();
        assertThat(Payloads.make(seed, version, 16)).isEqualTo(Payloads.make(seed, version, 16));
      }
    }
  }
}
