package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.RawClient.Frame;
import dev.pushpull.sut.testkit.ServerFixture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log feeds pushed: in order, from where a client was, and closed for who falls behind. */
@Timeout(60)
final class LogStreamTest {

  private static final String LOG = "/feeds/log";
  private static final String EVENTS = "Accept: text/event-stream";
  private static final String PAYLOAD = "x".repeat(20_000);
  private static final int RETAIN = 50;

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  private final Feed log = fixture.createLog("log", RETAIN);
  @AutoClose private final RawClient client = fixture.connect();

  LogStreamTest() throws Exception {}

  private void publish(int updates, String payload) {
    for (int i = 0; i < updates; i++) {
      log.publish(payload);
    }
  }

  private static void assertVersion(Frame frame, long version) {
    assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
    assertThat(frame.payload()).startsWith("{\"feed\":\"log\",\"version\":" + version + ",");
  }

  private void assertEvents(long first, long last) throws Exception {
    for (long version = first; version <= last; version++) {
      assertThat(client.chunk()).startsWith("id: " + version + "\ndata: {");
    }
  }

  @Test
  void aWebSocketGetsTheNewestFirstAndThenEachInOrder() throws Exception {
    publish(4, "x");
    client.upgrade(LOG);
    assertVersion(client.frame(), 5);
    publish(20, "x");
    for (long version = 6; version <= 25; version++) {
      assertVersion(client.frame(), version);
    }
    fixture.awaitCounter("updatesSent", 21);
    assertThat(fixture.counter("conflated")).isZero();
  }

  @Test
  void aWebSocketReplaysWhatFollowsAVersion() throws Exception {
    publish(9, "x");
    client.upgrade(LOG + "?after=3");
    for (long version = 4; version <= 10; version++) {
      assertVersion(client.frame(), version);
    }
    log.publish("live");
    assertVersion(client.frame(), 11);
    try (var other = fixture.connect().upgrade(LOG + "?after=11")) {
      log.publish("y");
      assertVersion(other.frame(), 12);
    }
  }

  @Test
  void aSenderGetsItsOwnMessageToo() throws Exception {
    client.upgrade(LOG);
    assertVersion(client.frame(), 1);
    client.sendText("höher");
    Frame echo = client.frame();
    assertVersion(echo, 2);
    assertThat(echo.payload()).contains("\"payload\":\"höher\"");
  }

  @Test
  void aWebSocketThatWantsWhatIsGoneIsRefusedAtTheHandshake() throws Exception {
    publish(RETAIN + 9, "x");
    Answer answer =
        client.exchange(
            "GET",
            LOG + "?after=3",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.body()).contains("\"oldest\":11");
    assertThat(log.listeners()).isZero();
  }

  @Test
  void aWebSocketThatIsNotReadIsClosedAndMayResume() throws Exception {
    long last = 1;
    try (var slow = new RawClient(fixture.server.port(), 4_096).upgrade(LOG + "?after=0")) {
      assertVersion(slow.frame(), last);
      publish(3_000, PAYLOAD);
      Await.until("it is closed", () -> fixture.counter("closedBehind") == 1);
      Frame frame = slow.frame();
      for (; frame.opcode() == RawClient.TEXT; frame = slow.frame()) {
        assertVersion(frame, last + 1);
        last++;
      }
      assertThat(frame.closeCode()).isEqualTo(1013);
      assertThat(frame.payload()).startsWith("too far behind: the oldest update kept is ");
    }
    assertThat(last).isBetween(1L, 3_000L - RETAIN);
    Await.until("nobody listens", () -> log.listeners() == 0);
    assertThat(fixture.counter("conflated")).isZero();
    long oldest = log.kept().orElseThrow().oldest();
    client.upgrade(LOG + "?after=" + (oldest - 1));
    assertVersion(client.frame(), oldest);
  }

  @Test
  void anEventStreamThatIsNotReadIsEnded() throws Exception {
    try (var slow = new RawClient(fixture.server.port(), 4_096)) {
      slow.exchange("GET", LOG + "?after=0", EVENTS);
      publish(3_000, PAYLOAD);
      Await.until("it is ended", () -> fixture.counter("closedBehind") == 1);
      Await.until("nobody listens", () -> log.listeners() == 0);
      assertThat(slow.readToEnd()).isPositive();
    }
    fixture.awaitCounter("openConnections", 1); // The client that did not say anything.
    assertThat(fixture.counter("conflated")).isZero();
  }

  @Test
  void aSubscriberCostsItsPlaceAndNoQueue() throws Exception {
    Feed wide = fixture.createLog("wide", 5_000);
    long heapBefore = fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue();
    for (int i = 0; i < 1_000; i++) {
      wide.publish(PAYLOAD);
    }
    long kept = fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue() - heapBefore;
    try (var slow = new RawClient(fixture.server.port(), 4_096).upgrade("/feeds/wide?after=0");
        var slower = new RawClient(fixture.server.port(), 4_096).upgrade("/feeds/wide?after=0")) {
      slow.frame();
      slower.frame();
      // Other tests of this JVM have heap of their own for a while; a queue would stay.
      Await.until(
          "two who do not read cost less than a quarter of what is kept",
          () ->
              fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue() - heapBefore - kept
                  < 1_000L * PAYLOAD.length() / 4);
    }
  }

  @Test
  void anEventStreamGetsTheNewestFirstAndThenEachInOrder() throws Exception {
    publish(4, "x");
    assertThat(client.exchange("GET", LOG, EVENTS).status()).isEqualTo(200);
    publish(10, "x");
    assertEvents(5, 15);
  }

  @Test
  void anEventStreamReplaysWhatFollowsAVersion() throws Exception {
    publish(9, "x");
    client.exchange("GET", LOG + "?after=3", EVENTS);
    assertEvents(4, 10);
    log.publish("live");
    assertEvents(11, 11);
  }

  @Test
  void theLastEventCountsForMoreThanTheAddress() throws Exception {
    publish(RETAIN + 9, "x"); // Versions 11 to 60 are kept.
    client.exchange("GET", LOG + "?after=3", EVENTS, "Last-Event-ID: 55");
    assertEvents(56, 60);
  }

  @Test
  void anEventStreamOfWhoHoldsAllBeginsWithAComment() throws Exception {
    client.exchange("GET", LOG, EVENTS, "Last-Event-ID: 1");
    assertThat(client.chunk()).isEqualTo(":\n\n");
    log.publish("x");
    assertEvents(2, 2);
  }

  @Test
  void anEventStreamThatWantsWhatIsGoneIsRefused() throws Exception {
    publish(RETAIN + 9, "x");
    Answer byHeader = client.exchange("GET", LOG, EVENTS, "Last-Event-ID: 3");
    assertThat(byHeader.status()).isEqualTo(410);
    assertThat(byHeader.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(byHeader.body()).contains("\"oldest\":11");
    assertThat(client.exchange("GET", LOG + "?after=9", EVENTS).status()).isEqualTo(410);
    assertThat(client.exchange("HEAD", LOG + "?after=9", EVENTS).status()).isEqualTo(410);
    assertThat(log.listeners()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "2", "1 2", "99999999999999999999"})
  void refusesALastEventThatItNeverSent(String id) throws Exception {
    Answer answer = client.exchange("GET", LOG, EVENTS, "Last-Event-ID: " + id);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Last-Event-ID must be a version from 0 to 1 (the newest)");
  }

  @Test
  void endsWithItsFeed() throws Exception {
    client.upgrade(LOG);
    try (var events = fixture.connect()) {
      events.exchange("GET", LOG, EVENTS);
      events.chunk();
      fixture.control("DELETE", LOG);
      assertThat(events.chunk()).isEmpty();
    }
    assertThat(client.closeCode()).isEqualTo(1001);
    assertThat(fixture.counter("closedBehind")).isZero();
  }

  @Test
  void sendsTheSameDocumentOnEveryWay() throws Exception {
    log.publish("x");
    String document = new String(log.newest().json().array(), StandardCharsets.UTF_8);
    assertThat(client.exchange("GET", LOG).body()).isEqualTo(document);
    assertThat(client.exchange("GET", LOG + "?after=1").body()).contains("[" + document + "]");
    client.exchange("GET", LOG + "?after=1", EVENTS);
    assertThat(client.chunk()).isEqualTo("id: 2\ndata: " + document + "\n\n");
    try (var socket = fixture.connect().upgrade(LOG + "?after=1")) {
      assertThat(socket.frame().payload()).isEqualTo(document);
    }
  }
}
