package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounts;
import java.io.IOException;

/**
 * What every simulated client has, whatever it does once it is connected: {@link #connect} once,
 * {@link #stop} once, {@link #close} once; {@code close} is allowed at any time and is final. The
 * calls come from one thread.
 */
public interface SimulatedClient extends AutoCloseable {

  /**
   * Opens the connection by a first request.
   *
   * @throws IOException if that did not bring an update within the order's timeout; the client is
   *     closed then
   */
  void connect() throws IOException, InterruptedException;

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
   * Ends all connections in the orderly way of their protocol (a WebSocket by its closing
   * handshake, waiting for the answer up to the order's timeout), then frees them. All bytes are
   * counted when this returns. Never throws.
   */
  @Override
  void close();

  /** Whether the connection is open (and, for a stream, established) now. */
  boolean isConnected();

  /** Bytes on all of its sockets, from the first connect. */
  ByteCounts bytes();
}
