package dev.pushpull.client;

import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;

/**
 * One simulated client: a device with its own connection, one strategy, one feed.
 *
 * <p>Life: {@link #connect} once, {@link #start} once, {@link #stop} once, {@link #close} once;
 * {@code close} is allowed at any time and is final. The calls come from one thread; what happens
 * in between is reported to the {@link SubscriberListener}.
 */
public interface Subscriber extends AutoCloseable {

  /**
   * Opens the connection and waits for the newest update. A push subscriber listens from here on; a
   * polling one rests until {@link #start}. The listener has been notified of the first update when
   * this returns.
   *
   * @throws IOException if no update was held within the order's timeout; the listener has been
   *     notified of that failure too, and the subscriber is closed
   */
  void connect() throws IOException, InterruptedException;

  /**
   * Lets a polling subscriber poll.
   *
   * @param schedule when, on {@code System.nanoTime()}; push subscribers ignore it
   */
  void start(PollSchedule schedule);

  /**
   * Asks for no further request and no reconnect. Does not wait, and does not break what is in
   * flight: a poll under way is answered, a parked long poll waits for the server.
   */
  void stop();

  /**
   * Waits until nothing is in flight any more, after {@link #stop}. A stream (SSE, WebSocket) has
   * nothing in flight in this sense.
   *
   * @return false if the time was not enough
   */
  boolean awaitQuiet(long timeoutNanos) throws InterruptedException;

  /**
   * Ends the connection in the orderly way of its protocol (a WebSocket by its closing handshake,
   * waiting for the answer up to the order's timeout), then frees it. All bytes are counted when
   * this returns. Never throws.
   */
  @Override
  void close();

  /** Whether a connection is open (and, for a stream, established) now. */
  boolean isConnected();

  /** Bytes on this subscriber's sockets, from the first connect. */
  ByteCounts bytes();
}
