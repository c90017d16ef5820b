package dev.pushpull.engine;

/**
 * One request and its answer.
 *
 * @param dueNanos when it was due by the schedule; equal to {@code startedNanos} where no schedule
 *     did
 * @param startedNanos just before it was sent
 * @param completedNanos straight after the answer was decoded
 * @param status HTTP status
 * @param kind what it was for
 */
public record Exchange(
    long dueNanos, long startedNanos, long completedNanos, int status, Kind kind) {

  /** Of a request that no schedule asked for, and that was answered now. */
  public static Exchange since(long startedNanos, int status, Kind kind) {
    return new Exchange(startedNanos, startedNanos, System.nanoTime(), status, kind);
  }

  /** What a request is for. */
  public enum Kind {
    /** The first fetch, in {@code connect}. */
    CONNECT,
    /** Comes before what was to be asked, such as a sign-in. */
    PREPARE,
    /** Submits a job. */
    SUBMIT,
    /** Publishes a message. */
    PUBLISH,
    /** Looks for a message in the log, of which it is not known whether it was published. */
    RECOVER,
    /** A scheduled poll. */
    POLL,
    /** A request that the server may hold. */
    LONG_POLL,
    /** Opens an event stream or a WebSocket, again after a loss. */
    OPEN_STREAM
  }
}
