package dev.pushpull.target.message;

import static dev.pushpull.target.message.DocumentsTest.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.testkit.Messages;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** With what engine.io-protocol shows. */
class EngineIoPollingTest {

  private static final String PATH = "/socket.io/?EIO=4&transport=polling";
  private static final String OPENED =
      "0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
          + "\"pingTimeout\":20000,\"maxPayload\":1000000}";

  private final EngineIoPolling session = new EngineIoPolling();

  private List<String> read(String body) throws MalformedMessageException {
    return session.read(body.getBytes(UTF_8)).stream().map(p -> new String(p, UTF_8)).toList();
  }

  @Test
  void keepsTheIdOfItsSession() throws Exception {
    assertThat(session.path(PATH)).isEqualTo(PATH);
    assertThat(session.isOpen()).isFalse();
    assertThat(read(OPENED)).containsExactly(OPENED);
    assertThat(session.path(PATH)).isEqualTo(PATH + "&sid=lv_VI97HAXpY6yYWAAAC");
    assertThat(session.path("/eio")).isEqualTo("/eio?sid=lv_VI97HAXpY6yYWAAAC");
    assertThat(session.isOpen()).isTrue();
    assertThat(read("4hello\u001e2\u001e4world")).containsExactly("4hello", "2", "4world");
    assertThat(read("")).isEmpty();
    assertThat(session.isOpen()).isTrue();
    assertThat(read("42[\"last\"]\u001e1")).containsExactly("42[\"last\"]", "1");
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void opensWithMoreThanOnePacket() throws Exception {
    assertThat(read(OPENED + "\u001e40{\"sid\":\"a\"}")).hasSize(2);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void postsPacketsTogether() throws Exception {
    assertThat(session.body(List.of("40"))).isEqualTo("40".getBytes(UTF_8));
    assertThat(session.body(List.of("3", "42[\"é\"]")))
        .isEqualTo("3\u001e42[\"é\"]".getBytes(UTF_8));
    read("0{\"sid\":\"a\",\"maxPayload\":10}");
    assertThat(session.body(List.of("4".repeat(10)))).hasSize(10);
    assertThatThrownBy(() -> session.body(List.of("4".repeat(11))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10")
        .hasMessageContaining("11");
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThat(refusal(() -> session.read(new byte[Documents.MAX_BYTES + 1]))).contains("1048577");
  }

  /** Inputs are answers to the first request. */
  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    return Messages.in(
        "engine-io", body -> refusal(() -> new EngineIoPolling().read(body.getBytes(UTF_8))));
  }
}
