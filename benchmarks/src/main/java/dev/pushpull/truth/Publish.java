package dev.pushpull.truth;

/**
 * One update that the harness published itself. Instants in ns of the monotonic clock that clients
 * observe by.
 *
 * @param stamp that the update carries; no other of the trial has it
 * @param dueNanos when the arrival process wanted it
 * @param sentNanos just before it was sent
 * @param answeredNanos when the answer had come; {@link #UNANSWERED} if none came
 * @param accepted whether the answer was a good one
 * @param version that the answer named, in the numbers of the feed's versions; 0 if none
 */
public record Publish(
    long stamp, long dueNanos, long sentNanos, long answeredNanos, boolean accepted, long version) {

  /** Stands for the instant of an answer that did not come. */
  public static final long UNANSWERED = Long.MAX_VALUE;

  /** The latest instant at which the server can have taken it, as the answer says. */
  long takenNanos() {
    return accepted ? answeredNanos : UNANSWERED;
  }
}
