package dev.pushpull.measure;

import dev.pushpull.schedule.PollSchedule;

/** An open-loop schedule made again and answered at once, as far as anyone asked. */
final class ReplayedTicks implements Ticks {

  private final PollSchedule schedule;
  private final LongLog ticks = new LongLog();

  /**
   * @param schedule a fresh one, the same as the subscriber polled by
   */
  ReplayedTicks(PollSchedule schedule) {
    this.schedule = schedule;
    ticks.add(schedule.firstNanos());
  }

  private void replayTo(long nanos) {
    long last = ticks.get(ticks.size() - 1);
    while (last < nanos) {
      last = schedule.nextNanos(last, false, PollSchedule.NO_HINT);
      ticks.add(last);
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
