package dev.pushpull.simulate;

import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Pace;
import org.jspecify.annotations.Nullable;

/** Polls on any schedule with any round trips, poll by poll. */
final class ScheduledListener extends Listener {

  private final long hintNanos;
  private final PollSchedule schedule;
  private final @Nullable PollSchedule ticks;
  private long due;
  private long nextTick;
  private long roundTrip;

  ScheduledListener(SliceRun run, int index, Pace pace, long first) {
    super(run, index);
    SimulationSpec spec = run.spec;
    long seed = Seeds.pace(spec.seed(), spec.repeat(), run.feed, index);
    boolean mayMiss = pace.isOpenLoop() && spec.service().maxNanos() >= pace.shortest().toNanos();
    this.schedule = Schedules.of(pace, first, seed);
    this.ticks = mayMiss ? Schedules.of(pace, first, seed) : null;
    this.hintNanos =
        pace.isHinted() ? spec.workload().hintSeconds() * 1_000_000_000L : PollSchedule.NO_HINT;
    this.due = first;
    this.nextTick = first;
    this.roundTrip = roundTrip();
  }

  @Override
  void advance(long[] instants, long limit) {
    for (long read = due + roundTrip / 2; read < limit; read = due + roundTrip / 2) {
      long completed = due + roundTrip;
      int newest = newestAt(instants, read);
      boolean changed = newest > held;
      run.poll(due, completed, changed);
      addMissed(completed);
      if (changed) {
        see(instants, newest, completed);
      }
      due = schedule.nextNanos(completed, changed, hintNanos);
      roundTrip = roundTrip();
    }
  }

  /**
   * Counts the ticks before the one that is due that had no poll, which that one answers for: they
   * are asked of a second schedule that misses none, since its polls are answered at once.
   */
  private void addMissed(long completed) {
    if (ticks == null) {
      return;
    }
    while (nextTick < due) {
      run.missed(nextTick, completed);
      nextTick = ticks.nextNanos(nextTick, false, PollSchedule.NO_HINT);
    }
    nextTick = ticks.nextNanos(nextTick, false, PollSchedule.NO_HINT);
  }

  @Override
  void end(long[] instants, int size) {
    super.end(instants, size);
    addMissed(Long.MAX_VALUE);
  }
}
