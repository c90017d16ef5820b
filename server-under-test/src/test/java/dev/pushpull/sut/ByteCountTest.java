package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's bytes are the client's bytes, to the byte, whatever goes over the connection. */
@Timeout(30)
final class ByteCountTest {

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  ByteCountTest() throws Exception {}

  @Test
  void ofPolls() throws Exception {
    for (int i = 0; i < 50; i++) {
      client.exchange("GET", PATH);
      client.exchange("GET", PATH, "If-None-Match: \"1\"");
      client.exchange("HEAD", PATH);
      client.exchange("GET", "/none");
    }
    assertSameBytes();
  }

  @Test
  void ofPipelinedPolls() throws Exception {
    String get = "GET " + PATH + " HTTP/1.1\r\nHost: h\r\n\r\n";
    client.send(get.repeat(300));
    for (int i = 0; i < 300; i++) {
      client.answer();
    }
    assertSameBytes();
  }

  @Test
  void ofPosts() throws Exception {
    client.post(PATH, "x".repeat(60_000));
    client.post(PATH, "x".repeat(70_000));
    client.post(PATH, "");
    assertSameBytes();
  }

  @Test
  void ofLongPolls() throws Exception {
    client.request("GET", PATH, "If-None-Match: \"1\"", "Prefer: wait=10");
    fixture.awaitCounter("parked", 1);
    client.request("GET", PATH);
    fixture.feed.publish("x");
    client.answer();
    client.answer();
    assertSameBytes();
  }

  @Test
  void ofEventStreams() throws Exception {
    client.exchange("GET", PATH, "Accept: text/event-stream");
    client.chunk();
    for (int i = 0; i < 100; i++) {
      fixture.feed.publish("x".repeat(i * 100));
      client.chunk();
    }
    fixture.control("DELETE", PATH);
    assertThat(client.chunk()).isEmpty();
    client.readToEnd();
    assertSameBytes();
  }

  @Test
  void ofWebSockets() throws Exception {
    client.upgrade(PATH);
    client.frame();
    for (int i = 0; i < 100; i++) {
      client.sendText("x".repeat(i * 100));
      client.frame();
    }
    client.sendFrame(0x80 | RawClient.PING, new byte[5]);
    client.frame();
    client.sendFrame(0x80 | RawClient.CLOSE, new byte[] {3, (byte) 0xe8});
    client.closeCode();
    client.readToEnd();
    assertSameBytes();
  }

  @Test
  void ofWhatCannotBeParsed() throws Exception {
    client.request("GET", PATH, "X-Long: " + "x".repeat(30_000));
    client.answer();
    client.readToEnd();
    assertSameBytes();
  }

  private void assertSameBytes() throws Exception {
    Await.until(
        "the server has read all that was sent",
        () -> fixture.counter("bytesReceived") >= client.sent());
    JsonNode counters = fixture.counters();
    assertThat(counters.get("bytesReceived").longValue()).isEqualTo(client.sent());
    assertThat(counters.get("bytesSent").longValue()).isEqualTo(client.received());
    assertThat(counters.get("connectionsOpened").longValue()).isEqualTo(1);
  }
}
