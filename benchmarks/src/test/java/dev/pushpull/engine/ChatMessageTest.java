package dev.pushpull.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatMessageTest {

  @Test
  void isReadAsItWasWritten() {
    var message = new ChatMessage(12, 345, 6_789);
    assertThat(message.payload(64)).hasSize(64).startsWith("12 345 6789 ...");
    assertThat(ChatMessage.ofPayload(message.payload(64))).contains(message);
    assertThat(ChatMessage.ofPayload(message.payload(0))).contains(message);
  }

  @Test
  void theLongestFitsTheShortestPayloadOfAChat() {
    var longest = new ChatMessage(99_999, 999_999_999, Long.MIN_VALUE);
    int bytes = Scenario.Chat.MIN_PAYLOAD_BYTES;
    assertThat(longest.payload(bytes)).hasSize(bytes);
    assertThat(ChatMessage.ofPayload(longest.payload(bytes))).contains(longest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "12 345",
        "12 345 6789",
        "12 0 6789 ",
        "-1 2 3 ",
        "1 2 3 x",
        "1 2 9999999999999999999 ",
        "1234567890 2 3 "
      })
  void whatIsNoMessageIsNone(String payload) {
    assertThat(ChatMessage.ofPayload(payload)).isEmpty();
  }
}
