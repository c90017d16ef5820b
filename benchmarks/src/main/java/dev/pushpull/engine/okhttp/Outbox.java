package dev.pushpull.engine.okhttp;

import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends a member's messages, one after the other and each once. Safe from any thread. */
interface Outbox {

  /**
   * How long after a connection's loss the server may still read what was sent on it: far longer
   * than a thread of its waits for a processor.
   */
  long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Opens what it sends on, if that is not open anyway. */
  default void connect() throws IOException {}

  /** Takes a message. */
  void send(String payload);

  /** The member got an update of its room; quick. */
  void seen(Update update);

  /** Whether there are messages that are not known to be published. */
  boolean isSending();

  /** Gives up what is not sent. */
  void stop();

  /** Waits until nothing is in flight any more, after {@link #stop}; false if that took longer. */
  boolean awaitQuiet(long timeoutNanos) throws InterruptedException;

  /** Frees it, waiting so long at most. */
  void close(long timeoutNanos);
}
