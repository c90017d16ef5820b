package dev.pushpull.engine;

import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.MalformedUpdateException;
import java.io.IOException;
import java.util.Optional;

/**
 * How one client speaks with its target about one feed: what it asks, what answers and messages
 * mean, and what it holds. The updates that they bring are told to its listener. Used by one thread
 * at a time.
 */
public interface Subscription {

  /**
   * How a request went.
   *
   * @param completedNanos when the answer was decoded, or had failed
   * @param changed whether it brought a version that was not held
   * @param hintNanos how long the server asked to wait; {@link PollSchedule#NO_HINT} if it did not
   * @param failure why it is no answer to what was asked
   * @param hasMore whether the feed has more than it answered with, so that it is to be asked again
   */
  public record Outcome(
      long completedNanos,
      boolean changed,
      long hintNanos,
      Optional<IOException> failure,
      boolean hasMore) {

    /** Of a request that failed now. */
    public static Outcome failed(IOException failure, long hintNanos) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.of(failure), false);
    }

    /** This one, if it did not fail. */
    public Outcome orThrow() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return this;
    }
  }

  /**
   * Sends messages on an open WebSocket, in the order in which it is given them. From any thread.
   */
  @FunctionalInterface
  interface Sender {
    /**
     * Returns at once; false if the message was certainly not sent.
     *
     * @param binary whether it is sent as bytes, not as text in UTF-8
     */
    boolean send(byte[] message, boolean binary);
  }

  /**
   * What must be asked before anything else, such as a sign-in; looked at before each request and
   * each stream, until there is nothing more.
   */
  default Optional<Request> before() {
    return Optional.empty();
  }

  /** A poll; what a client connects with, too. */
  Request poll();

  /** A poll that is answered with 304 while nothing is newer, if the server gave a validator. */
  Request conditionalPoll();

  /** A request that the server is to hold while nothing is newer. */
  Request longPoll();

  /**
   * Asks for an event stream that goes on behind what is held.
   *
   * @param lastId the last id that an event had; empty if none had one
   */
  Request eventStream(String lastId);

  /** Asks for a WebSocket that goes on behind what is held; its handshake is yet to be added. */
  Request webSocket();

  /** What to ask next where an outcome said that there is more. */
  default Request more() {
    return poll();
  }

  /**
   * Reads the answer to any request that opens no stream.
   *
   * @param request that was answered
   */
  Outcome read(Answer answer, Request request);

  /**
   * A WebSocket is open.
   *
   * @param head of the answer that opened it
   * @throws IOException if it is not what was asked for
   */
  default void opened(AnswerHead head, Sender sender) throws IOException {}

  /** Whether all has come that a client waits for as it connects: an update, if nothing else. */
  default boolean isReady() {
    return heldVersion() > 0;
  }

  /**
   * Reads an event of an event stream.
   *
   * @param type {@code message} where the event says none
   * @throws MalformedUpdateException if it is no update
   */
  default void event(String type, byte[] data) throws MalformedUpdateException {
    message(data);
  }

  /**
   * Reads a binary message of a WebSocket.
   *
   * @throws MalformedUpdateException if it is no update
   */
  default void binary(byte[] message) throws MalformedUpdateException {
    throw new MalformedUpdateException(
        "a binary message of %d bytes is not an update".formatted(message.length), null);
  }

  /**
   * Reads a text message of a WebSocket.
   *
   * @throws MalformedUpdateException if it is no update
   */
  void message(byte[] document) throws MalformedUpdateException;

  /**
   * Reads the answer by which a server refused a stream.
   *
   * @param answer its body is there with status 410, else it may be empty
   * @return whether the stream can be had at once, such as behind a gap or elsewhere
   */
  boolean refused(Answer answer);

  /** A text without what must not be shown; servers say again what they were told. */
  default String shown(String text) {
    return text;
  }

  /** The most bytes of an answer, an event or a message; a client that gets more gives it up. */
  default int maxBytes() {
    return Integer.MAX_VALUE;
  }

  /** How long nothing may be asked, in ns from now, because the server said so; 0: it did not. */
  default long pauseNanos() {
    return 0;
  }

  /** The highest version that was ever held, 0 for none. */
  long heldVersion();
}
