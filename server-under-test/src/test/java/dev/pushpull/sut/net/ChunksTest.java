package dev.pushpull.sut.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in chunks, each read at once and octet by octet; {@code |} is CR LF. */
final class ChunksTest {

  private static String decode(String body, int octetsAtOnce) throws MalformedBodyException {
    byte[] raw = body.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    var into = ByteBuffer.allocate(100);
    var chunks = new Chunks();
    for (int at = 0; at < raw.length; at += octetsAtOnce) {
      chunks.decode(ByteBuffer.wrap(raw, at, Math.min(octetsAtOnce, raw.length - at)), into);
    }
    String data = new String(into.array(), 0, into.position(), StandardCharsets.ISO_8859_1);
    return data + (chunks.isOver() ? "." : "…");
  }

  @ParameterizedTest
  @CsvSource({
    "3|abc|0||, abc.",
    "1|a|2|bc|0||, abc.",
    "0||, .",
    "000A|0123456789|0||, 0123456789.",
    "3;name=\"v\"|abc|0;last||, abc.",
    "3 |abc|0||, abc.",
    "3|abc|0|Trailer: x|Other: y||, abc.",
    "3|abc|0|, abc…",
    "3|ab, ab…",
    "7fffffffffffffff|ab, ab…"
  })
  void takesChunksApart(String body, String data) throws Exception {
    assertThat(decode(body, 100)).isEqualTo(data);
    assertThat(decode(body, 1)).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz|abc|0||",
        "-3|abc|0||",
        "+3|abc|0||",
        "0x3|abc|0||",
        " 3|abc|0||",
        "|abc|0||",
        "٣|abc|0||",
        "3|abcd|0||",
        "3|abc0||",
        "3\n",
        "3;x\n",
        "3|abc\n",
        "3|abc|zz||",
        "3|abc|0|\n",
        "3|abc|0|Trailer\n",
        "3|abc|0|Trailer: x|\n",
        "fffffffffffffffff|",
        "ffffffffffffffff|"
      })
  void refusesWhatIsMalformed(String body) {
    for (int octets : new int[] {100, 1}) {
      assertThatThrownBy(() -> decode(body, octets))
          .as(body)
          .isInstanceOf(MalformedBodyException.class);
    }
  }
}
