package dev.pushpull.schedule;

/**
 * When one subscriber polls. Instants are on the caller's clock, in ns, real or virtual; no
 * schedule reads a clock. An instance belongs to one subscriber and is used by one thread at a
 * time.
 */
public interface PollSchedule {

  /** The hint of an answer that carries none. */
  long NO_HINT = -1;

  /** The instant of the first poll. */
  long firstNanos();

  /**
   * The instant of the poll after the one that is just over.
   *
   * @param completedNanos when its answer was there, or when it failed
   * @param changed whether it brought a version that was not held
   * @param hintNanos how long the server asked to wait, from {@code completedNanos} on; {@link
   *     #NO_HINT} if it did not
   * @return a later instant than the poll's own due instant
   */
  long nextNanos(long completedNanos, boolean changed, long hintNanos);

  /** How many ticks so far went by while a poll was in flight and were left to the next poll. */
  long missedTicks();
}
