package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EventStreamTest {

  private static final String EVENTS = "Accept: text/event-stream";

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  EventStreamTest() throws Exception {}

  @Test
  void sendsTheNewestUpdateAtOnceAndThenEachNewOne() throws Exception {
    Answer head = client.exchange("GET", PATH, EVENTS);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(client.chunk()).isEqualTo("id: 1\ndata: " + fixture.newest() + "\n\n");
    fixture.feed.publish("news");
    assertThat(client.chunk()).isEqualTo("id: 2\ndata: " + fixture.newest() + "\n\n");
    fixture.awaitCounter("updatesSent", 2);
    assertThat(fixture.counters().at("/requestsByStatus/200").longValue()).isEqualTo(1);
  }

  @Test
  void aClientThatHoldsTheNewestHearsOfTheNextOnly() throws Exception {
    client.request("GET", PATH, EVENTS, "Last-Event-ID: 1");
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(client.chunk()).isEqualTo(":\n\n");
    fixture.feed.publish("news");
    assertThat(client.chunk()).startsWith("id: 2\n");
  }

  @Test
  void aClientThatHoldsAnotherHearsOfTheNewestAtOnce() throws Exception {
    fixture.feed.publish("a");
    fixture.feed.publish("b");
    for (String id : new String[] {"1", "4", "nonsense", ""}) {
      try (var other = fixture.connect()) {
        other.exchange("GET", PATH, EVENTS, "Last-Event-ID: " + id);
        assertThat(other.chunk()).startsWith("id: 3\n");
      }
    }
    assertThat(fixture.counter("conflated")).isZero();
  }

  @Test
  void anIdleStreamGetsComments() throws Exception {
    var limits =
        new DataLimits(
            Duration.ofSeconds(20), 2, Duration.ofMillis(50), Duration.ofSeconds(60), 100, true);
    try (var other = new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), limits));
        var listener = other.connect()) {
      listener.exchange("GET", PATH, EVENTS);
      assertThat(listener.chunk()).startsWith("id: 1\n");
      assertThat(listener.chunk()).isEqualTo(":\n\n");
      assertThat(listener.chunk()).isEqualTo(":\n\n");
      assertThat(other.counter("updatesSent")).isEqualTo(1);
    }
  }

  @Test
  void endsWithItsFeed() throws Exception {
    client.exchange("GET", PATH, EVENTS);
    client.chunk();
    fixture.control("DELETE", PATH);
    assertThat(client.chunk()).isEmpty();
    assertThat(client.readToEnd()).isZero();
  }

  @Test
  void staysOpenWhenArrivalsStop() throws Exception {
    client.exchange("GET", PATH, EVENTS);
    client.chunk();
    fixture.control("POST", "/quiesce");
    fixture.control("POST", "/start", "{\"delayNanos\":0}");
    fixture.feed.publish("news");
    assertThat(client.chunk()).startsWith("id: 2\n");
  }

  @Test
  void aClientThatLeavesIsForgotten() throws Exception {
    client.exchange("GET", PATH, EVENTS);
    client.chunk();
    assertThat(fixture.feed.listeners()).isEqualTo(1);
    client.close();
    Await.until("the stream is gone", () -> fixture.feed.listeners() == 0);
    fixture.awaitCounter("openConnections", 0);
    assertThat(fixture.counter("aborted")).isZero();
  }

  @Test
  void headAnswersTheHead() throws Exception {
    Answer head = client.exchange("HEAD", PATH, EVENTS);
    assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(200);
  }
}
