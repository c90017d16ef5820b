package dev.pushpull.schedule;

/**
 * When one subscriber polls. Instants are on the caller's clock, in ns. An instance belongs to one
 * subscriber and is used by one thread at a time.
 */
public interface PollSchedule {

  /** The instant of the first poll. */
  long firstNanos();

  /**
   * The instant of the poll after the one that is just over.
   *
   * @param completedNanos when its answer was there, or when it failed
   * @param fruitful whether it brought a version that was not held
   * @return a later instant than the poll's own due instant
   */
  long nextNanos(long completedNanos, boolean fruitful);

  /** How many ticks so far went by while a poll was in flight and were left to the next poll. */
  long missedTicks();
}
