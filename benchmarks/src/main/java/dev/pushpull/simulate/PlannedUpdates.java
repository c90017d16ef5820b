package dev.pushpull.simulate;

import dev.pushpull.plan.Seeds;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;

/**
 * Arrivals made from a trial's seeds. Those that the process had before the warm-up were never
 * published; the last of them stands for version 1, so that its age is what the process says (the
 * start of the process where there is none, the start of the warm-up for a trace).
 */
record PlannedUpdates(Arrivals arrivals, long warmupNanos, long seed, int repeat)
    implements UpdateSource {

  @Override
  public ArrivalTimes of(int feed) {
    long offset = WindowOffset.nanos(arrivals, Duration.ofNanos(warmupNanos));
    ArrivalTimes times = arrivals.times(Seeds.arrivals(seed, repeat, feed));
    long first = -Math.max(offset, warmupNanos);
    long next = after(times.nextNanos(), offset);
    while (next < -warmupNanos) {
      first = next;
      next = after(times.nextNanos(), offset);
    }
    return new Rest(first, next, times, offset);
  }

  private static long after(long nanos, long offset) {
    return nanos == ArrivalTimes.NEVER ? nanos : nanos - offset;
  }

  /** Two instants that were drawn already, then the process. */
  private static final class Rest implements ArrivalTimes {

    private final ArrivalTimes times;
    private final long offset;
    private final long second;
    private final long first;
    private int told;

    Rest(long first, long second, ArrivalTimes times, long offset) {
      this.first = first;
      this.second = second;
      this.times = times;
      this.offset = offset;
    }

    @Override
    public long nextNanos() {
      if (told > 1) {
        return after(times.nextNanos(), offset);
      }
      return told++ == 0 ? first : second;
    }
  }
}
