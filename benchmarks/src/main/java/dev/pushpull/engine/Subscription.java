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

  /** A poll; what a client connects with, too. */
  Request poll();

  /** A poll that is answered with 304 while nothing is newer, if the server gave a validator. */
  Request conditionalPoll();

  /** A request that the server is to hold while nothing is newer. */
  Request longPoll();

  /** Asks for an event stream that goes on behind what is held. */
  Request eventStream();

  /** Asks for a WebSocket that goes on behind what is held; its handshake is yet to be added. */
  Request webSocket();

  /**
   * Reads the answer to a poll or a long poll.
   *
   * @param request that was answered
   */
  Outcome read(Answer answer, Request request);

  /**
   * Reads a message of a stream.
   *
   * @throws MalformedUpdateException if it is no update
   */
  void message(byte[] document) throws MalformedUpdateException;

  /**
   * Reads the answer by which a server refused a stream.
   *
   * @param body there with status 410, else it may be empty
   * @return whether the stream can be had at once, behind a gap
   */
  boolean refused(int status, byte[] body);

  /** The highest version that was ever held, 0 for none. */
  long heldVersion();
}
