package dev.pushpull.measure;

import dev.pushpull.schedule.PollSchedule;

/**
 * A schedule whose ticks depend on the answers, so that they are noted as they are given: each is
 * the due instant of one request, that which is under way or failed included; and with them those
 * that went by while a request was in flight. One thread polls by it; another may read the ticks so
 * far.
 */
public final class NotedSchedule implements PollSchedule, Ticks {

  private final PollSchedule schedule;
  private final Ticks all;
  private final LongLog given = new LongLog();

  /** Notes what a fresh schedule gives, which is used nowhere else and skips no tick. */
  public NotedSchedule(PollSchedule schedule) {
    this(schedule, Ticks.NONE);
  }

  /**
   * The same of a schedule that may leave ticks out.
   *
   * @param all its ticks, used nowhere else
   */
  public NotedSchedule(PollSchedule schedule, Ticks all) {
    this.schedule = schedule;
    this.all = all;
    given.add(schedule.firstNanos());
  }

  @Override
  public long firstNanos() {
    return schedule.firstNanos();
  }

  @Override
  public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
    long next = schedule.nextNanos(completedNanos, changed, hintNanos);
    long skipped = all.atOrAfter(given.get(given.size() - 1) + 1);
    while (skipped < next) {
      given.add(skipped);
      skipped = all.atOrAfter(skipped + 1);
    }
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
