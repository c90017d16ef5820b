package dev.pushpull.sut.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.websockets.core.CloseMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloseFrameTest {

  private static final int[] MASK = {1, 2, 3, 4};

  private static CloseMessage answer(int... payload) {
    var frame = ByteBuffer.allocate(6 + payload.length).put((byte) 0x88);
    frame.put((byte) (0x80 | payload.length));
    for (int octet : MASK) {
      frame.put((byte) octet);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    var split = new CloseFrame();
    for (int i = 0; i < frame.capacity() - 1; i++) {
      assertThat(split.take(ByteBuffer.wrap(frame.array(), i, 1))).isFalse();
    }
    assertThat(split.take(ByteBuffer.wrap(frame.array(), frame.capacity() - 1, 1))).isTrue();
    return split.answer();
  }

  private static CloseMessage answerTo(int code) {
    return answer(code >> 8, code & 0xff);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 4999})
  void echoesACodeThatMayBeSent(int code) {
    assertThat(answerTo(code).getCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 32768, 65535})
  void refusesACodeThatMustNotBeSent(int code) {
    assertThat(answerTo(code).getCode()).isEqualTo(1002);
    assertThat(answerTo(code).getReason()).isEqualTo("close code " + code + " is invalid");
  }

  @Test
  void looksAtTheReason() {
    assertThat(answer().getCode()).isEqualTo(1000);
    assertThat(answer(3).getCode()).isEqualTo(1002);
    assertThat(answer(3, 0xe8, 'b', 'y', 'e').getReason()).isEqualTo("bye");
    assertThat(answer(3, 0xe8, 0xc3, 'b').getCode()).isEqualTo(1007);
  }
}
