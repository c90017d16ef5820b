package dev.pushpull.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import org.junit.jupiter.api.Test;

/** What each protocol moves for the same polls and the same messages: counted, so exact. */
class ProtocolBytesTest {

  private static final long INTERVAL = MILLISECONDS.toNanos(2);
  private static final int POLLS = 50;
  private static final int MESSAGES = 20;

  /** A record of TLS 1.3 (RFC 8446, 5.2) adds 22 bytes, and 16 of padding in this JDK. */
  private static final double MIN_RECORD = 22;

  private static final double MAX_RECORD = 45;

  private static final String COMPRESSIBLE = "a courier is at 52.5200, 13.4050; ".repeat(100);

  @Test
  void anEmptyPollMovesFewerBytesOverHttp2() throws Exception {
    double h1 = bytesPerPoll(Protocol.H1);
    double h2c = bytesPerPoll(Protocol.H2C);
    double h1Tls = bytesPerPoll(Protocol.H1_TLS);
    double h2 = bytesPerPoll(Protocol.H2);
    // HPACK names what both sides know already by an index of a byte or two.
    assertThat(h2c / h1).isBetween(0.1, 0.5);
    assertThat(h2 / h1Tls).isBetween(0.2, 0.6);
    assertThat(h1Tls - h1).isBetween(2 * MIN_RECORD, 2 * MAX_RECORD);
    assertThat(h2 - h2c).isBetween(2 * MIN_RECORD, 2 * MAX_RECORD);
  }

  @Test
  void deflateMakesCompressibleMessagesSmaller() throws Exception {
    double plain = bytesPerMessage(Protocol.H1);
    double deflated = bytesPerMessage(Protocol.H1_DEFLATE);
    assertThat(plain).isGreaterThan(COMPRESSIBLE.length());
    assertThat(deflated / plain).isLessThan(0.1);
    assertThat(bytesPerMessage(Protocol.H1_TLS_DEFLATE) - deflated)
        .isBetween(MIN_RECORD, MAX_RECORD);
  }

  private static double bytesPerPoll(Protocol protocol) throws Exception {
    var told = new Recorder();
    try (var server = new RealServer(protocol);
        var stack = new OkHttpEngine(server.carrier());
        Subscriber subscriber =
            stack.subscriber(Orders.order("conditional-poll@2ms", server.address()), told)) {
      subscriber.connect();
      subscriber.start(new FixedSchedule(System.nanoTime(), INTERVAL));
      awaitAnswers(told, POLLS); // The first ones fill HPACK's tables.
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(MILLISECONDS.toNanos(5_000))).isTrue();
      ByteCounts before = subscriber.bytes();
      int answers = told.statuses().size();
      subscriber.start(new FixedSchedule(System.nanoTime(), INTERVAL));
      awaitAnswers(told, answers + POLLS);
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(MILLISECONDS.toNanos(5_000))).isTrue();
      ByteCounts moved = subscriber.bytes().minus(before);
      return (double) (moved.up() + moved.down()) / (told.statuses().size() - answers);
    }
  }

  private static double bytesPerMessage(Protocol protocol) throws Exception {
    var told = new Recorder();
    try (var server = new RealServer(protocol);
        var stack = new OkHttpEngine(server.carrier());
        Subscriber subscriber =
            stack.subscriber(Orders.order("websocket", server.address()), told)) {
      subscriber.connect();
      ByteCounts before = subscriber.bytes();
      for (int i = 0; i < MESSAGES; i++) {
        told.awaitVersion(server.publish(COMPRESSIBLE).version());
      }
      return (double) subscriber.bytes().minus(before).down() / MESSAGES;
    }
  }

  private static void awaitAnswers(Recorder told, int count) throws Exception {
    long end = System.nanoTime() + MILLISECONDS.toNanos(10_000);
    while (told.statuses().size() < count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(1);
    }
  }
}
