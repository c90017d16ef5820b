package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pushpull.sut.testkit.Messages;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  /** The line by which something malformed is refused. */
  static String refusal(ThrowingCallable call) {
    Throwable refused = catchThrowable(call);
    assertThat(refused).isInstanceOf(MalformedMessageException.class);
    String told = String.valueOf(refused.getMessage());
    assertThat(told).hasLineCount(1);
    return told;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] nested(int depth) {
    return bytes("[".repeat(depth) + "]".repeat(depth));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "1234567890123456789",
        "123456789012345678901234567890",
        "0.1",
        "-12.50",
        "1700000000.123456789",
        "0",
        "true",
        "null"
      })
  void keepsNumbersAsTheyAreWritten(String value) throws Exception {
    assertThat(Documents.text(Documents.parse(bytes("{\"v\":" + value + "}")).at("/v")))
        .isEqualTo(value);
  }

  @Test
  void readsAStringWithoutItsQuotes() throws Exception {
    assertThat(Documents.text(Documents.parse(bytes("\"a\\u00e9\"")))).isEqualTo("aé");
  }

  @Test
  void takesADepthOfAHundredAndNoMore() throws Exception {
    assertThat(Documents.parse(nested(Documents.MAX_DEPTH)).isArray()).isTrue();
    byte[] deeper = nested(Documents.MAX_DEPTH + 1);
    assertThat(Documents.parseOrNull(deeper)).isNull();
    assertThatThrownBy(() -> Documents.parse(deeper)).hasMessageContaining("(100)");
    assertThatThrownBy(() -> Documents.parse(nested(Documents.MAX_BYTES / 2)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void takesAMebibyteAndNoMore() throws Exception {
    String filled = "\"" + "x".repeat(Documents.MAX_BYTES - 2) + "\"";
    assertThat(Documents.parse(bytes(filled)).textValue()).hasSize(Documents.MAX_BYTES - 2);
    assertThat(Documents.parseOrNull(bytes(filled + " "))).isNull();
    assertThatThrownBy(() -> Documents.parse(bytes(filled + " ")))
        .hasMessageContaining("1048576")
        .hasMessageContaining("1048577");
  }

  @Test
  void refusesANumberThatTakesLongToRead() {
    assertThatThrownBy(() -> Documents.parse(bytes("1".repeat(100_000))))
        .hasMessageContaining("(1000)");
  }

  @Test
  void tellsWhatIsNoJsonFromWhatIsTooMuch() throws Exception {
    assertThat(Documents.parseIfJson(bytes("2probe"))).isNull();
    assertThatThrownBy(() -> Documents.parseIfJson(nested(101)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void saysNothingOfTheLibrary() {
    var random = new Random(15);
    byte[] good = bytes("{\"a\":[1,-2.5e3,\"\\u00e9é\",null,true,{}],\"b\":{\"c\":false}}");
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int wrong = random.nextInt(3); wrong >= 0; wrong--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (Documents.parseOrNull(bytes) == null) {
        refused++;
        assertThat(refusal(() -> Documents.parse(bytes)))
            .doesNotContain("Feature", "Source:", "jackson", "Exception");
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  /** What servers may send, and what is said of it. */
  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    return Messages.in("document", text -> refusal(() -> Documents.parse(bytes(text))));
  }
}
