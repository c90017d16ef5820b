package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.ServerConfig.Limits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the data listener bears, and what it does not. */
@Timeout(60)
final class LimitsTest {

  private static ServerFixture with(int connections, Duration parse, Duration idle)
      throws Exception {
    var limits = new ListenerLimits(connections, 16 * 1024, parse, idle);
    ServerConfig config = ServerConfig.defaults();
    Limits own = config.limits();
    return new ServerFixture(
        Configs.withLimits(
            config,
            new Limits(own.ioThreads(), limits, own.data(), own.maxFeeds(), own.maxLogEntries())));
  }

  @Test
  void connectionsBeyondTheLimitAreToldToTryLater() throws Exception {
    try (var fixture = with(2, Duration.ofSeconds(10), Duration.ofSeconds(10));
        var first = fixture.connect()) {
      first.exchange("GET", PATH); // one after the other: several threads accept
      try (var second = fixture.connect()) {
        second.exchange("GET", PATH);
        try (var third = fixture.connect()) {
          RawClient.Answer answer = third.exchange("GET", PATH);
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.header("Retry-After")).isEqualTo("1");
          assertThat(third.readToEnd()).isZero();
        }
      }
      fixture.awaitCounter("openConnections", 1);
      try (var fourth = fixture.connect()) {
        assertThat(fourth.exchange("GET", PATH).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void connectionsFarBeyondTheLimitAreClosed() throws Exception {
    try (var fixture = with(1, Duration.ofSeconds(10), Duration.ofSeconds(10))) {
      var clients = new ArrayList<RawClient>();
      for (int i = 0; i < 200; i++) {
        clients.add(fixture.connect());
      }
      // Several threads accept, so that which ones are beyond the limit is not known.
      Await.until(
          "no more than the answered ones are open",
          () -> fixture.counter("openConnections") <= 129);
      for (RawClient client : clients) {
        client.close();
      }
      fixture.awaitCounter("openConnections", 0);
      assertThat(fixture.counter("connectionsOpened")).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatNeverEndsIsCutOff() throws Exception {
    try (var fixture = with(10, Duration.ofMillis(100), Duration.ofSeconds(60));
        var client = fixture.connect()) {
      client.send("GET /feeds/f0 HTTP/1.1\r\nHost: ");
      assertThat(client.readToEnd()).isZero();
      fixture.awaitCounter("openConnections", 0);
    }
  }

  @Test
  void anIdleConnectionIsClosedAndABusyOneIsNot() throws Exception {
    try (var fixture = with(10, Duration.ofSeconds(10), Duration.ofMillis(200));
        var idle = fixture.connect();
        var busy = fixture.connect()) {
      idle.exchange("GET", PATH);
      Await.until(
          "the idle one is closed",
          () -> {
            assertThat(busy.exchange("GET", PATH).status()).isEqualTo(200);
            return fixture.counter("openConnections") == 1;
          });
      assertThat(idle.readToEnd()).isZero();
    }
  }

  @Test
  void survivesRandomBytesAndDamagedRequests() throws Exception {
    try (var fixture = with(1_000, Duration.ofSeconds(10), Duration.ofSeconds(60))) {
      var random = new Random(6);
      byte[] request =
          String.join(
                  "\r\n",
                  "GET /feeds/f0?x=%41 HTTP/1.1",
                  "Host: localhost",
                  "Accept: */*",
                  "If-None-Match: \"1\", W/\"2\"",
                  "Prefer: wait=0",
                  "Content-Length: 3",
                  "",
                  "abc")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      for (int i = 0; i < 600; i++) {
        try (var client = fixture.connect()) {
          client.send(i % 3 == 0 ? noise(random) : damaged(request, random));
        } catch (IOException e) {
          assertThat(e).hasMessageMatching(".*(reset|[Bb]roken pipe|abort).*");
        }
      }
      fixture.awaitCounter("openConnections", 0);
      try (var client = fixture.connect()) {
        assertThat(client.exchange("GET", PATH).body()).isEqualTo(fixture.newest());
      }
    }
  }

  private static byte[] noise(Random random) {
    var noise = new byte[1 + random.nextInt(400)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] damaged(byte[] request, Random random) {
    byte[] damaged = request.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
