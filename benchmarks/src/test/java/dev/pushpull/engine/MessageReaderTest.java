package dev.pushpull.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose messages are not ours is read by the reader that comes with its carrier. */
class MessageReaderTest {

  /** {@code version payload}. */
  private static Update words(byte[] message) throws MalformedUpdateException {
    String[] words = new String(message, StandardCharsets.UTF_8).split(" ", 2);
    return new Update("", Long.parseLong(words[0]), 0, 0, words[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll@20ms", "sse"})
  void messagesAreReadByIt(String strategy) throws Exception {
    var told = new Recorder();
    var carrier = new Carrier(Protocol.H1, Optional.empty(), MessageReaderTest::words);
    try (var server = new MockWebServer();
        var engine = new OkHttpEngine(carrier)) {
      server.start();
      boolean events = strategy.equals("sse");
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", events ? "text/event-stream" : "text/plain")
              .body(events ? "data: 7 hello\n\n" : "7 hello")
              .build());
      try (Subscriber subscriber =
          engine.subscriber(Orders.order(strategy, server.url("/any").uri()), told)) {
        subscriber.connect();
      }
    }
    assertThat(told.all(Recorder.Seen.class))
        .first()
        .extracting(seen -> seen.update().version() + seen.update().payload())
        .isEqualTo("7hello");
  }
}
