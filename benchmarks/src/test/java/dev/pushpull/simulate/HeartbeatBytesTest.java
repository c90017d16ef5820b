package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.Traffic;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.wire.FeedSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What costs take from the protocol, against the bytes of the real server. */
@Timeout(30)
class HeartbeatBytesTest {

  private static final String PATH = "/feeds/feed-1";

  @AutoClose
  private final ServerUnderTest server = ServerUnderTest.start(restless(ServerConfig.defaults()));

  HeartbeatBytesTest() throws Exception {}

  /** A heartbeat each 20 ms. */
  private static ServerConfig restless(ServerConfig config) {
    DataLimits limits = config.limits().data();
    return Configs.withDataLimits(
        config,
        new DataLimits(
            limits.maxWait(),
            limits.maxParked(),
            Duration.ofMillis(20),
            limits.webSocketIdle(),
            limits.maxPublishesPerSecond(),
            limits.clientsMayPublish()));
  }

  private void createFeed(int payload) throws Exception {
    server
        .feeds()
        .create(List.of(new FeedSpec("feed-1", Arrivals.parse("periodic:1/s"), 1, payload)));
  }

  @Test
  void ofAnEventStreamAreAComment() throws Exception {
    createFeed(64);
    try (var client = new RawClient(server.port())) {
      client.request("GET", PATH, "Accept: text/event-stream");
      client.headAnswer();
      assertThat(client.chunk()).contains("id:");
      long before = client.received();
      assertThat(client.chunk()).isEqualTo(":\n\n");
      assertThat(client.received() - before).isEqualTo(CalibratedCosts.COMMENT_BYTES);
    }
  }

  @Test
  void ofAWebSocketAreAPingAndAPong() throws Exception {
    createFeed(64);
    try (var client = new RawClient(server.port()).upgrade(PATH)) {
      client.frame();
      assertPing(client);
      // FIN and pong, masked and empty, the mask's four bytes: as many as a client must send.
      byte[] pong = {(byte) 0x8a, (byte) 0x80, 1, 2, 3, 4};
      assertThat(pong).hasSize(CalibratedCosts.PONG_BYTES);
      client.send(pong);
      assertPing(client);
    }
  }

  private static void assertPing(RawClient client) throws IOException {
    long before = client.received();
    RawClient.Frame ping = client.frame();
    assertThat(ping.opcode()).isEqualTo(9);
    assertThat(client.received() - before).isEqualTo(CalibratedCosts.PING_BYTES);
  }

  /** The reference run's costs, from 64 B payloads, say what other payloads take on the wire. */
  @ParameterizedTest
  @ValueSource(ints = {0, 64, 1_000, 60_000})
  void bytesOfAnUpdateGrowByThePayload(int payload) throws Exception {
    createFeed(payload);
    try (var poll = new RawClient(server.port());
        var frames = new RawClient(server.port()).upgrade(PATH)) {
      poll.request("GET", PATH);
      poll.answer();
      assertPredicted("poll@1s", payload, poll.received());

      long before = frames.received();
      frames.frame();
      assertPredicted("websocket", payload, frames.received() - before);
    }
  }

  private static void assertPredicted(String strategy, int payload, long bytes) {
    Traffic one = Traffic.of(Strategy.parse(strategy), 0, 1, 1);
    // Digits of the version, of the instants and of lengths.
    assertThat(CalibratedCosts.reference().perSecond(one, payload).bytesDown())
        .isCloseTo((double) bytes, within(10.0));
  }
}
