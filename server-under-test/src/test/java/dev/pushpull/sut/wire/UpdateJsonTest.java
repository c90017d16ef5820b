package dev.pushpull.sut.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateJsonTest {

  private static final Update UPDATE = new Update("f0", 7, 1_000, -5, "on the way");
  private static final String DOCUMENT =
      "{\"feed\":\"f0\",\"version\":7,\"publishedAtNanos\":1000,\"dueAtNanos\":-5,"
          + "\"payload\":\"on the way\"}";

  @Test
  void writesOneLine() {
    assertThat(new String(UpdateJson.encode(UPDATE), StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "\"quoted\"", "back\\slash", "line\nfeed\u0000", "ä€😀", "\u2028"})
  void readsWhatItWrites(String payload) throws MalformedUpdateException {
    var update = new Update("f", Long.MAX_VALUE, Long.MIN_VALUE, 0, payload);
    assertThat(UpdateJson.decode(UpdateJson.encode(update))).isEqualTo(update);
  }

  @Test
  void readsMembersInAnyOrderAndSkipsOthers() throws MalformedUpdateException {
    String document =
        " {\"later\":{\"a\":[1]},\"payload\":\"on the way\",\"dueAtNanos\":-5,"
            + "\"publishedAtNanos\":1000,\"version\":7,\"feed\":\"f0\"} ";
    assertThat(UpdateJson.decode(bytes(document))).isEqualTo(UPDATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "7",
        "{\"feed\":\"f0\"}",
        "{\"feed\":1,\"version\":7,\"publishedAtNanos\":1,\"dueAtNanos\":1,\"payload\":\"\"}",
        "{\"feed\":\"\",\"version\":7.5,\"publishedAtNanos\":1,\"dueAtNanos\":1,\"payload\":\"\"}",
        "{\"feed\":\"\",\"version\":9223372036854775808,\"publishedAtNanos\":1,\"dueAtNanos\":1,"
            + "\"payload\":\"\"}",
        "{\"feed\":\"\",\"version\":7,\"publishedAtNanos\":1,\"dueAtNanos\":1,\"payload\":null}",
        DOCUMENT + DOCUMENT,
        DOCUMENT + "]"
      })
  void refusesWhatIsNoUpdate(String document) {
    assertThatThrownBy(() -> UpdateJson.decode(bytes(document)))
        .isInstanceOf(MalformedUpdateException.class)
        .hasMessageStartingWith("invalid JSON of an update: ");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> UpdateJson.decode(bytes("{}")))
        .hasMessage("invalid JSON of an update: a member is missing at column 3");
    assertThatThrownBy(() -> UpdateJson.decode(bytes("[]")))
        .hasMessage(
            "invalid JSON of an update: expected START_OBJECT, came START_ARRAY at column 2");
  }

  @Test
  void refusesRandomBytes() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var document = new byte[random.nextInt(64)];
      random.nextBytes(document);
      assertThatThrownBy(() -> UpdateJson.decode(document))
          .isInstanceOf(MalformedUpdateException.class);
    }
  }

  /** One byte changed, dropped or doubled: an update all the same, or refused; nothing else. */
  @Test
  void readsOrRefusesDamagedDocuments() {
    var random = new Random(2);
    byte[] whole = bytes(DOCUMENT);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      try {
        assertThat(UpdateJson.decode(damaged(whole, random)).payload()).isNotNull();
        read++;
      } catch (MalformedUpdateException e) {
        refused++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(1_000);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    int at = random.nextInt(damaged.length);
    if (random.nextBoolean()) {
      damaged[at] = (byte) random.nextInt(256);
    } else {
      System.arraycopy(whole, at, damaged, Math.max(0, at - 1), whole.length - at);
    }
    return damaged;
  }

  @Test
  void checksumIsTheCrc32OfTheUtf8Bytes() {
    assertThat(new Update("f", 1, 0, 0, "123456789").payloadChecksum()).isEqualTo(0xcbf43926L);
    assertThat(new Update("f", 1, 0, 0, "").payloadChecksum()).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
