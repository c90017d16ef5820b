package dev.pushpull.simulate;

import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.WindowOffset;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Arrivals made from a trial's seeds, the first window at an offset of the process. Those that the
 * process had before the warm-up were never published; the last of them stands for version 1, so
 * that its age is what the process says (the start of the process where there is none, the start of
 * the warm-up for a trace).
 */
record PlannedUpdates(Arrivals arrivals, long offsetNanos, long warmupNanos, long seed, int repeat)
    implements UpdateSource {

  /** As much of the past as is enough for the process to have forgotten its start. */
  private static final double PAST_UPDATES = 10_000;

  /** The updates that a real trial of these seeds has. */
  static PlannedUpdates of(Arrivals arrivals, Duration warmup, long seed, int repeat) {
    long offset = WindowOffset.nanos(arrivals, warmup);
    return new PlannedUpdates(arrivals, offset, warmup.toNanos(), seed, repeat);
  }

  /** Updates of the same kind, and the same ones unless they come so fast that this takes long. */
  static PlannedUpdates alike(Arrivals arrivals, Duration warmup, long seed, int repeat) {
    PlannedUpdates real = of(arrivals, warmup, seed, repeat);
    double past = 1e9 * PAST_UPDATES / Math.max(arrivals.ratePerSecond(), 1e-9);
    long enough = Math.round(Math.min(real.offsetNanos - (double) real.warmupNanos, past));
    return new PlannedUpdates(
        arrivals,
        arrivals instanceof Arrivals.Trace ? 0 : real.warmupNanos + enough,
        real.warmupNanos,
        seed,
        repeat);
  }

  @Override
  public ArrivalTimes of(int feed) {
    long offset = offsetNanos;
    ArrivalTimes times = arrivals.times(Seeds.arrivals(seed, repeat, feed));
    long first = -Math.max(offset, warmupNanos);
    long next = after(times.nextNanos(), offset);
    while (next < -warmupNanos) {
      first = next;
      next = after(times.nextNanos(), offset);
    }
    var drawn = new ArrayDeque<>(List.of(first, next));
    return () -> drawn.isEmpty() ? after(times.nextNanos(), offset) : drawn.remove();
  }

  private static long after(long nanos, long offset) {
    return nanos == ArrivalTimes.NEVER ? nanos : nanos - offset;
  }
}
