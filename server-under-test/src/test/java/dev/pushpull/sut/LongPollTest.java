package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LongPollTest {

  private static final String HELD = "If-None-Match: \"1\"";

  private static final DataLimits TWO_PARKED =
      new DataLimits(
          Duration.ofSeconds(20), 2, Duration.ofSeconds(15), Duration.ofSeconds(60), 100, true);

  @AutoClose
  private final ServerFixture fixture =
      new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), TWO_PARKED));

  @AutoClose private final RawClient client = fixture.connect();

  LongPollTest() throws Exception {}

  @Test
  void waitsForTheNextUpdate() throws Exception {
    park(client, "wait=10");
    fixture.feed.publish("news");
    Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
    assertThat(answer.body()).isEqualTo(fixture.newest());
    assertThat(fixture.counter("parked")).isZero();
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(200);
  }

  @Test
  void isAnsweredAtOnceWhenThereIsSomethingNewer() throws Exception {
    fixture.feed.publish("news");
    Answer answer = client.exchange("GET", PATH, HELD, "Prefer: wait=10");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(fixture.newest());
  }

  @Test
  void isAnsweredAtOnceWhenTheClientHoldsNothing() throws Exception {
    assertThat(client.exchange("GET", PATH, "Prefer: wait=10").status()).isEqualTo(200);
  }

  @Test
  void endsWithItsWait() throws Exception {
    long startNanos = System.nanoTime();
    Answer answer = client.exchange("GET", PATH, HELD, "Prefer: wait=1");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
        .isGreaterThan(Duration.ofMillis(990));
    assertThat(client.exchange("GET", PATH, HELD, "Prefer: wait=0").status()).isEqualTo(304);
  }

  @Test
  void cutsAWaitThatIsTooLong() throws Exception {
    park(client, "wait=3600");
    fixture.feed.publish("news");
    assertThat(client.answer().header("Preference-Applied")).isEqualTo("wait=20");
  }

  @Test
  void boundsHowManyWait() throws Exception {
    try (var second = fixture.connect();
        var third = fixture.connect()) {
      park(client, "wait=10");
      second.request("GET", PATH, HELD, "Prefer: wait=10");
      fixture.awaitCounter("parked", 2);
      Answer answer = third.exchange("GET", PATH, HELD, "Prefer: wait=10");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      fixture.feed.publish("news");
      assertThat(second.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(third.exchange("GET", PATH, HELD, "Prefer: wait=10").status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatLeavesIsNotWaitedFor() throws Exception {
    park(client, "wait=10");
    client.close();
    fixture.awaitCounter("parked", 0);
    fixture.awaitCounter("openConnections", 0);
    assertThat(fixture.counter("aborted")).isEqualTo(1);
    assertThat(fixture.feed.listeners()).isZero();
  }

  @Test
  void aRequestSentWhileOneWaitsIsAnsweredNext() throws Exception {
    park(client, "wait=10");
    client.request("GET", PATH, "If-None-Match: \"2\"");
    fixture.feed.publish("news");
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(client.answer().status()).isEqualTo(304);
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(200);
  }

  @Test
  void quiesceAnswersThoseThatWaitAndLetsNobodyWait() throws Exception {
    park(client, "wait=10");
    assertThat(fixture.control("POST", "/quiesce").status()).isEqualTo(200);
    assertThat(client.answer().status()).isEqualTo(304);
    Answer answer = client.exchange("GET", PATH, HELD, "Prefer: wait=10");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=0");
    assertThat(client.post(PATH, "x").status()).isEqualTo(503);
    fixture.control("POST", "/start", "{\"delayNanos\":0}");
    park(client, "wait=10");
  }

  @Test
  void aDeletedFeedIsNotFound() throws Exception {
    park(client, "wait=10");
    assertThat(fixture.control("DELETE", PATH).status()).isEqualTo(204);
    assertThat(client.answer().status()).isEqualTo(404);
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(404);
  }

  @Test
  void aServerThatStopsSaysSo() throws Exception {
    park(client, "wait=10");
    fixture.server.close();
    Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(client.readToEnd()).isZero();
  }

  private void park(RawClient poller, String prefer) throws Exception {
    poller.request("GET", PATH, HELD, "Prefer: " + prefer);
    fixture.awaitCounter("parked", 1);
  }
}
