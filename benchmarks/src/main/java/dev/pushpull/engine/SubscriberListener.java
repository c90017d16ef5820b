package dev.pushpull.engine;

import dev.pushpull.sut.wire.Update;

/**
 * Hears what happens to one subscriber. Calls for one subscriber come one after the other, each
 * visible to the next, but on any thread; calls for different subscribers come at once. A call must
 * be quick, must not block and must not call the subscriber: it delays the reading of its
 * connection.
 */
public interface SubscriberListener extends ConnectionListener {

  /**
   * A message carried an update, whether new, already held or older.
   *
   * @param update decoded
   * @param observedNanos {@code System.nanoTime()} on the receiving thread straight after decoding
   */
  default void onUpdate(Update update, long observedNanos) {}

  /**
   * An HTTP request was answered: a poll, a long poll, or the one that opened a stream (200 for
   * SSE, 101 for WebSocket, reported when its header is complete).
   */
  default void onExchange(Exchange exchange) {}
}
