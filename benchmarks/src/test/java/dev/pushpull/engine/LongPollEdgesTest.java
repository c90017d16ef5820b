package dev.pushpull.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class LongPollEdgesTest {

  private static final String NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\n\r\n";

  @AutoClose private final PerClientEngine stack;
  private final Recorder told = new Recorder();

  LongPollEdgesTest(EngineFixture engine) {
    stack = engine.makeEach();
  }

  @Test
  void asksAgainAtOnceWithTheVersionHeldAndTheWait() throws Exception {
    var asked = new LinkedBlockingQueue<String>();
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  asked.add(peer.readHead());
                  peer.sendUpdate(1);
                  asked.add(peer.readHead());
                  peer.sendUpdate(4);
                  asked.add(peer.readHead());
                  peer.send(NOT_MODIFIED);
                  asked.add(peer.readHead());
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      told.await(now -> now.statuses().equals(List.of(200, 200, 304)));
      assertThat(asked.take()).doesNotContain("If-None-Match").doesNotContain("Prefer");
      assertThat(asked.take()).contains("If-None-Match: \"1\"\r\n").contains("Prefer: wait=1\r\n");
      assertThat(asked.take()).contains("If-None-Match: \"4\"\r\n").contains("Prefer: wait=1\r\n");
      assertThat(asked.take()).contains("If-None-Match: \"4\"\r\n").contains("Prefer: wait=1\r\n");
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L, 4L);
    assertThat(told.failures()).isEmpty();
    List<Exchange> exchanges = told.all(Exchange.class);
    assertThat(exchanges)
        .extracting(Exchange::kind)
        .containsExactly(Exchange.Kind.CONNECT, Exchange.Kind.LONG_POLL, Exchange.Kind.LONG_POLL);
    assertThat(exchanges).allMatch(exchange -> exchange.dueNanos() == exchange.startedNanos());
  }

  @Test
  void waitsLongerEachTimeWhileTheServerFailsThenRecovers() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  peer.readHead();
                  peer.sendUpdate(1);
                  for (int i = 0; i < 3; i++) {
                    peer.readHead();
                    peer.send("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
                  }
                  peer.readHead();
                  peer.sendUpdate(2);
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      told.await(now -> now.statuses().equals(List.of(200, 500, 500, 500, 200)));
      assertThat(subscriber.isConnected()).isTrue();
    }
    List<Exchange> exchanges = told.all(Exchange.class);
    for (int i = 1; i <= 3; i++) {
      long pause = exchanges.get(i + 1).startedNanos() - exchanges.get(i).completedNanos();
      assertThat(pause).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(50L << i));
    }
    assertThat(told.failures()).hasSize(3).containsOnly("unexpected status 500");
    assertThat(told.all(Recorder.Reconnect.class)).isEmpty();
  }

  @Test
  void tellsOfALostConnectionAndOpensAnother() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  peer.readHead();
                  peer.sendUpdate(index + 1);
                  peer.readHead();
                  peer.reset();
                });
        Subscriber subscriber = connect(server)) {
      told.awaitVersion(2);
      subscriber.stop();
    }
    assertThat(told.failures()).isNotEmpty();
    assertThat(told.all(Recorder.Connected.class)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(told.events())
        .containsSubsequence(
            new Recorder.Failure(told.failures().getFirst()),
            new Recorder.Reconnect(),
            new Recorder.Connected());
  }

  @Test
  void letsTheParkedRequestBeAnsweredAfterStop() throws Exception {
    var parked = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  peer.readHead();
                  peer.sendUpdate(1);
                  peer.readHead();
                  parked.countDown();
                  await(stopped);
                  peer.sendUpdate(2);
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      parked.await();
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(MILLISECONDS.toNanos(20))).isFalse();
      stopped.countDown();
      assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
      assertThat(told.versions()).containsExactly(1L, 2L);
      assertThat(subscriber.bytes()).isEqualTo(server.bytes());
    }
    assertThat(told.failures()).isEmpty();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Subscriber connect(ScriptedServer server) throws Exception {
    Subscriber subscriber = stack.subscriber(Orders.order("long-poll", server.feed()), told);
    subscriber.connect();
    return subscriber;
  }
}
