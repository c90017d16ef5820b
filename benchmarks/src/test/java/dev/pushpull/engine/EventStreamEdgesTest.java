package dev.pushpull.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class EventStreamEdgesTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  @AutoClose private final PerClientEngine stack;
  private final Recorder told = new Recorder();

  EventStreamEdgesTest(EngineFixture engine) {
    stack = engine.makeEach();
  }

  @Test
  void readsEventsAndTakesCommentsForNone() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  assertThat(peer.readHead())
                      .contains("Accept: text/event-stream\r\n")
                      .doesNotContain("Last-Event-ID");
                  peer.send(HEAD + ":\n\n: heartbeat\n\nretry: 10\n\nid: 9\n\n");
                  peer.send(event(1) + ": heartbeat\n\n" + event(2) + ":\n\n" + event(3));
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      told.awaitVersion(3);
      assertThat(subscriber.isConnected()).isTrue();
      assertThat(subscriber.bytes()).isEqualTo(server.bytes());
    }
    assertThat(told.versions()).containsExactly(1L, 2L, 3L);
    assertThat(told.failures()).isEmpty();
    assertThat(told.all(Exchange.class))
        .singleElement()
        .extracting(Exchange::kind)
        .isEqualTo(Exchange.Kind.OPEN_STREAM);
  }

  @Test
  void resumesAfterAStreamThatIsCutInAnEvent() throws Exception {
    var heads = new LinkedBlockingQueue<String>();
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  heads.add(peer.readHead());
                  if (index == 0) {
                    peer.send(HEAD + event(5) + event(6).substring(0, 40));
                    return;
                  }
                  peer.send(HEAD + event(7));
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      told.awaitVersion(7);
      assertThat(subscriber.isConnected()).isTrue();
      heads.take();
      assertThat(heads.take()).contains("Last-Event-ID: 5\r\n");
    }
    assertThat(told.versions()).containsExactly(5L, 7L);
    assertThat(told.failures()).containsExactly("the stream ended in the middle of an event");
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
    assertThat(told.all(Recorder.Connected.class)).hasSize(2);
  }

  @Test
  void tellsEachFailedTryToReopenButCountsOneLoss() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  peer.readHead();
                  if (index == 1 || index == 2) {
                    peer.send("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
                    peer.readToEnd();
                    return;
                  }
                  peer.send(HEAD + event(index + 1));
                  if (index == 3) {
                    peer.readToEnd();
                  }
                  peer.reset();
                });
        Subscriber subscriber = connect(server)) {
      told.awaitFailures(2);
      subscriber.stop();
    }
    assertThat(told.failures().get(1)).isEqualTo("unexpected status 503");
    assertThat(told.statuses()).startsWith(200, 503);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  @Test
  void tellsAnEventThatIsNoUpdateAndReadsOn() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  peer.readHead();
                  peer.send(HEAD + event(1) + "data: nonsense\n\n" + event(2));
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server)) {
      told.awaitVersion(2);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.failures()).singleElement().asString().contains("invalid JSON of an update");
  }

  @Test
  void doesNotConnectToWhatIsNoEventStream() throws Exception {
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              peer.readHead();
              peer.sendUpdate(1);
            })) {
      assertThatThrownBy(() -> connect(server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("invalid content-type");
    }
    assertThat(told.versions()).isEmpty();
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws Exception {
    try (var server = new ScriptedServer((peer, _) -> peer.readToEnd())) {
      assertThatThrownBy(() -> connect(server, Duration.ofMillis(100)))
          .isInstanceOf(IOException.class);
    }
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void givesUpOnAStreamWithoutAnUpdate() throws Exception {
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              peer.readHead();
              peer.send(HEAD + ": heartbeat\n\n");
              peer.readToEnd();
            })) {
      assertThatThrownBy(() -> connect(server, Duration.ofMillis(100)))
          .isInstanceOf(IOException.class)
          .hasMessage("cannot connect: no update within 100 ms");
    }
  }

  @Test
  void staysInAStreamForLongerThanTheTimeout() throws Exception {
    try (var server =
            new ScriptedServer(
                (peer, _) -> {
                  peer.readHead();
                  peer.send(HEAD + event(1));
                  for (int i = 2; i <= 6; i++) {
                    LockSupport.parkNanos(50_000_000);
                    peer.send(event(i));
                  }
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(120))) {
      told.awaitVersion(6);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void hearsNothingOfAStreamThatItGaveUp() throws Exception {
    var late = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  peer.readHead();
                  if (index == 0) {
                    peer.send(HEAD + event(1));
                    return;
                  }
                  if (index == 1) {
                    LockSupport.parkNanos(700_000_000); // The next one is open by now.
                    sendLate(peer, HEAD + event(5));
                    late.countDown();
                    return;
                  }
                  peer.send(HEAD + event(7));
                  await(late);
                  LockSupport.parkNanos(50_000_000);
                  peer.send(event(8));
                  peer.readToEnd();
                });
        Subscriber subscriber = connect(server, Duration.ofMillis(300))) {
      told.awaitVersion(8);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L, 7L, 8L);
    assertThat(told.failures()).containsExactly("the server ended the event stream", "timeout");
    assertThat(told.statuses()).containsExactly(200, 200);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  private static void sendLate(ScriptedServer.Peer peer, String text) {
    try {
      peer.send(text);
    } catch (IOException e) {
      // It may have been closed already.
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Subscriber connect(ScriptedServer server) throws Exception {
    return connect(server, Duration.ofSeconds(5));
  }

  private Subscriber connect(ScriptedServer server, Duration timeout) throws Exception {
    Subscriber subscriber = stack.subscriber(Orders.order("sse", server.feed(), timeout), told);
    subscriber.connect();
    return subscriber;
  }

  private static String event(long version) {
    return "id: "
        + version
        + "\ndata: "
        + new String(ScriptedServer.update(version), UTF_8)
        + "\n\n";
  }
}
