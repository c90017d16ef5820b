package dev.pushpull.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine's WebSocket must do when the server says odd things. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY", "SOCKET"})
class WebSocketEdgesTest {

  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;

  @AutoClose private final PerClientEngine stack;
  private final Recorder told = new Recorder();

  WebSocketEdgesTest(EngineFixture engine) {
    stack = engine.makeEach();
  }

  @Test
  void readsUpdatesAndClosesByHandshakeWithEveryByteCounted() throws Exception {
    ByteCounts counted;
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              upgrade(peer);
              update(peer, 1);
              update(peer, 2);
              assertThat(readFrame(peer)).containsExactly(CLOSE, 0x03, 0xE8);
              peer.send(frame(CLOSE, new byte[] {0x03, (byte) 0xE8}));
            })) {
      Subscriber subscriber = connect(server);
      told.awaitVersion(2);
      assertThat(subscriber.isConnected()).isTrue();
      subscriber.close();
      counted = subscriber.bytes();
      assertThat(counted).isEqualTo(server.bytes());
      assertThat(subscriber.isConnected()).isFalse();
    }
    assertThat(told.versions()).containsExactly(1L, 2L);
    assertThat(told.failures()).isEmpty();
    assertThat(told.all(Exchange.class))
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.status()).isEqualTo(101);
              assertThat(exchange.kind()).isEqualTo(Exchange.Kind.OPEN_STREAM);
            });
  }

  @Test
  void readsFragmentsAndAnswersPings() throws Exception {
    byte[] update = ScriptedServer.update(2);
    var pong = new CompletableFuture<byte[]>();
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  upgrade(peer);
                  update(peer, 1);
                  peer.send(frame(0x01, Arrays.copyOf(update, 10)));
                  peer.send(frame(PING, "hi".getBytes(UTF_8)));
                  peer.send(frame(0x80, Arrays.copyOfRange(update, 10, update.length)));
                  pong.complete(readFrame(peer));
                  update(peer, 3);
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(500))) {
      told.awaitVersion(3);
      assertThat(pong.get(5, SECONDS)).containsExactly(0x8A, 'h', 'i');
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L, 2L, 3L);
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void tellsMessagesThatAreNoUpdatesAndReadsOn() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  upgrade(peer);
                  update(peer, 1);
                  peer.send(frame(TEXT, "garbage".getBytes(UTF_8)));
                  peer.send(frame(BINARY, new byte[3]));
                  update(peer, 2);
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(500))) {
      told.awaitVersion(2);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.failures()).hasSize(2);
    assertThat(told.failures().get(1)).isEqualTo("a binary message of 3 bytes is not an update");
  }

  @Test
  void answersAServersCloseTellsItAndConnectsAgain() throws Exception {
    var answers = new LinkedBlockingQueue<byte[]>();
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  upgrade(peer);
                  update(peer, index + 1);
                  if (index < 2) {
                    peer.send(frame(CLOSE, close(index == 0 ? 1001 : 1013, "later")));
                    answers.add(readFrame(peer));
                  }
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofSeconds(5))) {
      told.awaitVersion(3);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(answers)
        .hasSize(2)
        .allSatisfy(answer -> assertThat(answer[0]).isEqualTo((byte) CLOSE));
    assertThat(told.failures())
        .containsExactly(
            "the server closed the WebSocket with 1001 later",
            "the server closed the WebSocket with 1013 later");
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(2);
    assertThat(told.all(Recorder.Connected.class)).hasSize(3);
    assertThat(told.statuses()).containsExactly(101, 101, 101);
  }

  @Test
  void hearsNothingOfASocketThatTheServerClosed() throws Exception {
    var second = new CompletableFuture<Void>();
    var first = new CompletableFuture<Void>();
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  upgrade(peer);
                  update(peer, index + 1);
                  if (index == 0) {
                    peer.send(frame(CLOSE, close(1001, "")));
                    readFrame(peer);
                    second.join();
                    try {
                      update(peer, 5);
                    } catch (IOException e) {
                      // It may have been closed already.
                    }
                    first.complete(null);
                    return;
                  }
                  second.complete(null);
                  first.join();
                  LockSupport.parkNanos(50_000_000);
                  update(peer, 3);
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(500))) {
      told.awaitVersion(3);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L, 2L, 3L);
    assertThat(told.failures()).containsExactly("the server closed the WebSocket with 1001");
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("invalidFrames")
  void tellsWhatIsNoFrameAndConnectsAgain(byte[] invalid) throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  upgrade(peer);
                  update(peer, index + 1);
                  if (index == 0) {
                    peer.send(invalid);
                  }
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(500))) {
      told.awaitVersion(2);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L, 2L);
    assertThat(told.failures()).hasSize(1);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  private static List<byte[]> invalidFrames() {
    return List.of(
        new byte[] {(byte) TEXT, 127, -1, 0, 0, 0, 0, 0, 0, 0}, // longer than a frame can be
        new byte[] {(byte) TEXT, (byte) 0x81, 1, 2, 3, 4, 'x'}, // masked
        new byte[] {(byte) 0xC1, 1, 'x'}, // of an extension that was not agreed on
        new byte[] {(byte) 0x83, 0}, // an opcode that is not used
        new byte[] {(byte) PING, 126, 0, 126}, // a control frame that is too long
        "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
  }

  @Test
  void tellsAnEndWithoutACloseFrameAndConnectsAgain() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  upgrade(peer);
                  update(peer, index + 1);
                  if (index == 0) {
                    return;
                  }
                  if (index == 1) {
                    peer.send((byte) TEXT, (byte) 100, (byte) '{');
                    peer.reset();
                    return;
                  }
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(500))) {
      told.awaitVersion(3);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.failures()).hasSize(2);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(2);
  }

  @Test
  void tellsARefusedUpgrade() throws Exception {
    for (String status : new String[] {"200 OK", "403 Forbidden", "503 Busy"}) {
      var refused = new Recorder();
      try (var server =
          new ScriptedServer(
              (peer, _) -> {
                peer.readHead();
                peer.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
                peer.readToEnd();
              })) {
        Subscriber subscriber = stack.subscriber(Orders.order("websocket", server.feed()), refused);
        assertThatThrownBy(subscriber::connect)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(status.substring(0, 3));
        assertThat(subscriber.isConnected()).isFalse();
      }
      assertThat(refused.statuses()).containsExactly(Integer.parseInt(status.substring(0, 3)));
      assertThat(refused.failures()).hasSize(1);
    }
  }

  @Test
  void refusesAnAnswerToAnotherKey() throws Exception {
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              peer.readHead();
              sendAccept(peer, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
              peer.readToEnd();
            })) {
      assertThatThrownBy(() -> connect(server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Sec-WebSocket-Accept");
    }
  }

  @Test
  void breaksOffWhenTheServerDoesNotAnswerItsClose() throws Exception {
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              upgrade(peer);
              update(peer, 1);
              peer.readToEnd();
            })) {
      Subscriber subscriber = connect(server, Duration.ofMillis(200));
      long before = System.nanoTime();
      subscriber.close();
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(3));
      assertThat(subscriber.isConnected()).isFalse();
    }
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void honoursAnInterruptInConnect() throws Exception {
    try (var server = new ScriptedServer((peer, _) -> peer.readToEnd())) {
      Subscriber subscriber = stack.subscriber(Orders.order("websocket", server.feed()), told);
      Thread.currentThread().interrupt();
      long before = System.nanoTime();
      assertThatThrownBy(subscriber::connect).isInstanceOf(InterruptedException.class);
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(2));
    }
    assertThat(told.failures()).isEmpty();
  }

  private Subscriber connect(ScriptedServer server) throws Exception {
    return connect(server, Duration.ofSeconds(5));
  }

  private Subscriber connect(ScriptedServer server, Duration timeout) throws Exception {
    Subscriber subscriber =
        stack.subscriber(Orders.order("websocket", server.feed(), timeout), told);
    subscriber.connect();
    return subscriber;
  }

  private static void upgrade(ScriptedServer.Peer peer) throws IOException {
    String head = peer.readHead();
    String key =
        head.lines()
            .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
            .findFirst()
            .orElseThrow()
            .substring(19);
    sendAccept(peer, accept(key));
  }

  private static void sendAccept(ScriptedServer.Peer peer, String accept) throws IOException {
    peer.send(
        """
        HTTP/1.1 101 Switching Protocols
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Accept: %s

        """
            .formatted(accept)
            .replace("\n", "\r\n"));
  }

  private static String accept(String key) {
    try {
      byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void update(ScriptedServer.Peer peer, long version) throws IOException {
    peer.send(frame(TEXT, ScriptedServer.update(version)));
  }

  private static byte[] close(int code, String reason) {
    var payload = new ByteArrayOutputStream();
    payload.write(code >> 8);
    payload.write(code);
    payload.writeBytes(reason.getBytes(UTF_8));
    return payload.toByteArray();
  }

  /** A frame as servers send it: not masked. */
  private static byte[] frame(int head, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(head);
    if (payload.length > 125) {
      frame.write(126);
      frame.write(payload.length >> 8);
    }
    frame.write(payload.length);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** Reads a short masked frame: its first byte, then its payload. */
  private static byte[] readFrame(ScriptedServer.Peer peer) throws IOException {
    int head = peer.read();
    int length = peer.read() - 0x80;
    int[] mask = {peer.read(), peer.read(), peer.read(), peer.read()};
    byte[] frame = new byte[1 + length];
    frame[0] = (byte) head;
    for (int i = 0; i < length; i++) {
      frame[1 + i] = (byte) (peer.read() ^ mask[i % 4]);
    }
    return frame;
  }
}
