package dev.pushpull.measure;

import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;

/**
 * The due instants of one subscriber's polls, which its requests are held against. They rise. Used
 * by one thread.
 */
public sealed interface Ticks permits Ticks.None, FixedTicks, ReplayedTicks, NotedSchedule {

  /** No schedule: a request is due when it is sent. */
  Ticks NONE = new None();

  /** The first tick at or after an instant; MAX_VALUE if there is none. */
  long atOrAfter(long nanos);

  /** The last tick before an instant; MIN_VALUE if there is none. */
  long lastBefore(long nanos);

  /**
   * The ticks of an open-loop pace, which no answer moves.
   *
   * @param firstNanos of the schedule that was polled by
   * @param seed of that schedule
   * @throws IllegalArgumentException if the answers move them; see {@link NotedSchedule}
   */
  static Ticks openLoop(Pace pace, long firstNanos, long seed) {
    if (!pace.isOpenLoop()) {
      throw new IllegalArgumentException("the ticks of " + pace + " depend on the answers");
    }
    return pace instanceof Pace.Fixed(var interval)
        ? new FixedTicks(firstNanos, interval.toNanos())
        : new ReplayedTicks(Schedules.of(pace, firstNanos, seed));
  }

  /** What {@link #NONE} is. */
  public record None() implements Ticks {
    @Override
    public long atOrAfter(long nanos) {
      return Long.MAX_VALUE;
    }

    @Override
    public long lastBefore(long nanos) {
      return Long.MIN_VALUE;
    }
  }
}
