package dev.pushpull.client;

import java.io.IOException;

/**
 * One simulated client that submits jobs and watches each until it has ended. It submits on a
 * connection of its own. A client that polls does so on that connection; one that is pushed to has
 * a further connection for each job that it waits for.
 *
 * <p>Life: {@link #connect}, {@link #start}, {@link #stopSubmitting}, {@link #stop}, {@link
 * #close}, each once and from one thread; {@code close} is allowed at any time and is final.
 */
public interface JobClient extends AutoCloseable {

  /**
   * Opens the connection by a first request.
   *
   * @throws IOException if that was not answered with an update; the client is closed then
   */
  void connect() throws IOException, InterruptedException;

  /** Submits jobs as planned from here on, and watches them. */
  void start(JobPlan plan);

  /** Submits no further job; those that were taken are watched on. */
  void stopSubmitting();

  /** Whether a submission has not been answered yet. */
  boolean isSubmitting();

  /** Whether a submission or a job that was accepted has not ended yet. */
  boolean isBusy();

  /** Asks for no further request and no reconnect. Does not wait. */
  void stop();

  /**
   * Waits until nothing is in flight any more, after {@link #stop}.
   *
   * @return false if the time was not enough
   */
  boolean awaitQuiet(long timeoutNanos) throws InterruptedException;

  /** Ends all connections in the orderly way of their protocol. Never throws. */
  @Override
  void close();

  /** Whether the connection that submits is open. */
  boolean isConnected();

  /** Bytes on all of its sockets, from the first connect. */
  ByteCounts bytes();
}
