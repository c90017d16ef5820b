package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.Traffic;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What costs take from the protocol, against the bytes of the real server. */
@Timeout(30)
class HeartbeatBytesTest {

  private static final List<String> UPGRADE =
      List.of(
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private ServerUnderTest server;

  @BeforeEach
  void start() throws IOException {
    server = ServerUnderTest.start(restless(ServerConfig.defaults()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A heartbeat each 20 ms. */
  private static ServerConfig restless(ServerConfig config) {
    DataLimits limits = config.dataLimits();
    return new ServerConfig(
        config.host(),
        config.port(),
        config.control(),
        config.controlHost(),
        config.controlPort(),
        config.token(),
        config.ioThreads(),
        config.listenerLimits(),
        new DataLimits(
            limits.maxWait(),
            limits.maxParked(),
            Duration.ofMillis(20),
            limits.webSocketIdle(),
            limits.maxPublishesPerSecond(),
            limits.clientsMayPublish()),
        config.maxFeeds(),
        config.maxLogEntries(),
        config.transport());
  }

  private void createFeed(int payload) throws Exception {
    server
        .feeds()
        .create(List.of(new FeedSpec("feed-1", Arrivals.parse("periodic:1/s"), 1, payload)));
  }

  private InputStream get(Socket socket, List<String> headers) throws IOException {
    var lines = new ArrayList<>(List.of("GET /feeds/feed-1 HTTP/1.1", "Host: h"));
    lines.addAll(headers);
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new BufferedInputStream(socket.getInputStream());
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  /** A chunk with its size and its line ends. */
  private static String chunk(InputStream in) throws IOException {
    var size = new StringBuilder();
    while (!size.toString().endsWith("\r\n")) {
      size.append((char) in.read());
    }
    int length = Integer.parseInt(size.toString().strip(), 16);
    return size + new String(in.readNBytes(length + 2), StandardCharsets.UTF_8);
  }

  @Test
  void ofAnEventStreamAreAComment() throws Exception {
    createFeed(64);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      InputStream in = get(socket, List.of("Accept: text/event-stream"));
      head(in);
      String first = chunk(in);
      assertThat(first).contains("id:");
      assertThat(chunk(in)).isEqualTo("03\r\n:\n\n\r\n").hasSize(CalibratedCosts.COMMENT_BYTES);
    }
  }

  @Test
  void ofAWebSocketAreAPingAndAPong() throws Exception {
    createFeed(64);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      InputStream in = get(socket, UPGRADE);
      head(in);
      skipFrame(in);
      assertThat(in.readNBytes(CalibratedCosts.PING_BYTES)).containsExactly(0x89, 0);
      // FIN and pong, masked and empty, the mask's four bytes: as many as a client must send.
      byte[] pong = {(byte) 0x8a, (byte) 0x80, 1, 2, 3, 4};
      assertThat(pong).hasSize(CalibratedCosts.PONG_BYTES);
      socket.getOutputStream().write(pong);
      assertThat(in.readNBytes(CalibratedCosts.PING_BYTES)).containsExactly(0x89, 0);
    }
  }

  private static int skipFrame(InputStream in) throws IOException {
    in.read();
    int length = in.read();
    int extended = length == 126 ? (in.read() << 8) + in.read() : length;
    in.skipNBytes(extended);
    return 2 + (length == 126 ? 2 : 0) + extended;
  }

  /** The reference run's costs, from 64 B payloads, say what other payloads take on the wire. */
  @ParameterizedTest
  @ValueSource(ints = {0, 64, 1_000, 60_000})
  void bytesOfAnUpdateGrowByThePayload(int payload) throws Exception {
    createFeed(payload);
    try (var polls = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var frames = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      InputStream poll = get(polls, List.of());
      String head = head(poll);
      int body =
          head.lines()
              .filter(line -> line.startsWith("Content-Length: "))
              .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
              .findFirst()
              .orElseThrow();
      assertPredicted("poll@1s", payload, head.length() + body);

      InputStream frame = get(frames, UPGRADE);
      head(frame);
      assertPredicted("websocket", payload, skipFrame(frame));
    }
  }

  private static void assertPredicted(String strategy, int payload, int bytes) {
    Traffic one = Traffic.of(Strategy.parse(strategy), 0, 1, 1);
    // Digits of the version, of the instants and of lengths.
    assertThat(CalibratedCosts.reference().perSecond(one, payload).bytesDown())
        .isCloseTo(bytes, within(10.0));
  }
}
