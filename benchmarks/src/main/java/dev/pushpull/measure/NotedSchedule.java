package dev.pushpull.measure;

import dev.pushpull.schedule.PollSchedule;

/**
 * A schedule whose ticks hang on the answers, so that they are noted as they are given: each is the
 * due instant of one request, that which is under way or failed included. One thread polls by it;
 * another may read the ticks given so far.
 */
public final class NotedSchedule implements PollSchedule, Ticks {

  private final PollSchedule schedule;
  private final LongLog given = new LongLog();

  /** Notes what a fresh schedule gives, which nobody else asks. */
  public NotedSchedule(PollSchedule schedule) {
    this.schedule = schedule;
    given.add(schedule.firstNanos());
  }

  @Override
  public long firstNanos() {
    return schedule.firstNanos();
  }

  @Override
  public long nextNanos(long completedNanos, boolean fruitful, long hintNanos) {
    long next = schedule.nextNanos(completedNanos, fruitful, hintNanos);
    given.add(next);
    return next;
  }

  @Override
  public long missedTicks() {
    return schedule.missedTicks();
  }

  @Override
  public long atOrAfter(long nanos) {
    int index = given.firstAtLeast(nanos);
    return index < given.size() ? given.get(index) : Long.MAX_VALUE;
  }

  @Override
  public long lastBefore(long nanos) {
    return given.lastBelow(nanos);
  }
}
