package dev.pushpull.simulate;

import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import java.util.SplittableRandom;

/** Polls on any schedule with any round trips, poll by poll. */
final class ScheduledListeners extends Listeners {

  private static final long NOT_DRAWN = -1;

  private final ServiceTimes service;
  private final long hintNanos;
  private final boolean mayMiss;
  private final PollSchedule[] schedules;
  private final PollSchedule[] ticks;
  private final SplittableRandom[] randoms;
  private final long[] dues;
  private final long[] nextTicks;
  private final long[] roundTrips;

  /**
   * @param seeds of each one's schedule
   * @param serviceSeeds of each one's round trips
   */
  ScheduledListeners(
      SimulationSpec spec,
      Pace pace,
      long[] firsts,
      long[] seeds,
      long[] serviceSeeds,
      Tally tally) {
    super(spec, firsts.length, tally);
    int count = firsts.length;
    this.service = spec.service();
    this.hintNanos = hint(spec, pace);
    this.mayMiss = pace.isOpenLoop() && service.maxNanos() >= pace.shortest().toNanos();
    this.schedules = new PollSchedule[count];
    this.ticks = new PollSchedule[mayMiss ? count : 0];
    this.randoms = randoms(serviceSeeds);
    this.dues = firsts.clone();
    this.nextTicks = firsts.clone();
    this.roundTrips = new long[count];
    for (int i = 0; i < count; i++) {
      schedules[i] = Schedules.of(pace, firsts[i], seeds[i]);
      roundTrips[i] = NOT_DRAWN;
      if (mayMiss) {
        ticks[i] = Schedules.of(pace, firsts[i], seeds[i]);
      }
    }
  }

  /** What the server says to wait: only in trials of hinted strategies. */
  private static long hint(SimulationSpec spec, Pace pace) {
    return pace instanceof Pace.Hinted
        ? spec.workload().hintSeconds() * 1_000_000_000L
        : PollSchedule.NO_HINT;
  }

  @Override
  void advance(int subscriber, long[] instants, long limit) {
    PollSchedule schedule = schedules[subscriber];
    SplittableRandom random = randoms[subscriber];
    long due = dues[subscriber];
    long from = since[subscriber];
    long roundTrip = roundTrips[subscriber];
    int version = held[subscriber];
    while (true) {
      if (roundTrip < 0) {
        roundTrip = service.roundTripNanos(random);
      }
      long read = due + roundTrip / 2;
      if (read >= limit) {
        break;
      }
      long completed = due + roundTrip;
      int newest = newestAt(instants, version, read);
      boolean fruitful = newest > version;
      requests.poll(due, completed, fruitful);
      if (mayMiss) {
        missed(subscriber, due, completed);
      }
      if (fruitful) {
        freshness.seen(instants, from, completed, version, newest);
        from = completed;
        version = newest;
      }
      due = schedule.nextNanos(completed, fruitful, hintNanos);
      roundTrip = NOT_DRAWN;
    }
    dues[subscriber] = due;
    since[subscriber] = from;
    roundTrips[subscriber] = roundTrip;
    held[subscriber] = version;
  }

  /**
   * Counts the ticks before one that had no poll, which that one answers for: they are asked of a
   * second schedule that misses none, since its polls are answered at once.
   */
  private void missed(int subscriber, long due, long completed) {
    long tick = nextTicks[subscriber];
    while (tick < due) {
      requests.missed(tick, completed);
      tick = ticks[subscriber].nextNanos(tick, false, PollSchedule.NO_HINT);
    }
    nextTicks[subscriber] = ticks[subscriber].nextNanos(tick, false, PollSchedule.NO_HINT);
  }

  @Override
  void end(int subscriber, long[] instants, int size) {
    super.end(subscriber, instants, size);
    if (mayMiss) {
      missed(subscriber, dues[subscriber], Long.MAX_VALUE);
    }
  }
}
