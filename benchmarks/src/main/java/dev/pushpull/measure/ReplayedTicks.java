package dev.pushpull.measure;

import dev.pushpull.schedule.PollSchedule;

/** An open-loop schedule made again and answered at once, as far as anyone asked. */
final class ReplayedTicks implements Ticks {

  private final PollSchedule schedule;
  private final LongLog ticks = new LongLog();
  private long last;

  /**
   * @param schedule a fresh one, the same as the subscriber polled by
   */
  ReplayedTicks(PollSchedule schedule) {
    this.schedule = schedule;
    add(schedule.firstNanos());
  }

  private void add(long tick) {
    ticks.add(tick);
    last = tick;
  }

  private void replayTo(long nanos) {
    while (last < nanos) {
      add(schedule.nextNanos(last, false, PollSchedule.NO_HINT));
    }
  }

  @Override
  public long atOrAfter(long nanos) {
    replayTo(nanos);
    return ticks.get(ticks.firstAtLeast(nanos));
  }

  @Override
  public long lastBefore(long nanos) {
    replayTo(nanos);
    return ticks.lastBelow(nanos);
  }
}
