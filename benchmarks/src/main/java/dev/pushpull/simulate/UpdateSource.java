package dev.pushpull.simulate;

import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.WindowOffset;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * When each feed's versions are published, in ns after the first window's start, negative before
 * it. Immutable, safe from any thread; asked again, it says the same again.
 */
public interface UpdateSource {

  /** As much of the past as is enough for the process to have forgotten its start. */
  double PAST_UPDATES = 10_000;

  /**
   * The instants of one feed, version 1 first, which every subscriber holds from the start; they
   * never fall, and {@link ArrivalTimes#NEVER} follows the last.
   *
   * @param feed numbered from 0
   */
  ArrivalTimes of(int feed);

  /**
   * What a trial of this seed and repeat publishes, each update the instant it is due: arrivals
   * made from its seeds, the first window at {@link WindowOffset} of the process.
   */
  static UpdateSource planned(Workload workload, Duration warmup, long seed, int repeat) {
    long offset = WindowOffset.nanos(workload.arrivals(), warmup);
    return feed -> from(workload.arrivals(), offset, warmup, Seeds.arrivals(seed, repeat, feed));
  }

  /**
   * The same, but where updates come fast those of another stretch of the process, whose past is
   * shorter and sooner made.
   */
  static UpdateSource alike(Workload workload, Duration warmup, long seed, int repeat) {
    Arrivals arrivals = workload.arrivals();
    if (arrivals instanceof Arrivals.Trace) {
      return planned(workload, warmup, seed, repeat);
    }
    double past = 1e9 * PAST_UPDATES / Math.max(arrivals.ratePerSecond(), 1e-9);
    double most = WindowOffset.nanos(arrivals, warmup) - (double) warmup.toNanos();
    long offset = warmup.toNanos() + Math.round(Math.min(most, past));
    return feed -> from(arrivals, offset, warmup, Seeds.arrivals(seed, repeat, feed));
  }

  /**
   * Those that the process had before the warm-up were never published; the last of them stands for
   * version 1, so that its age is what the process says (the start of the process where there is
   * none, the start of the warm-up for a trace).
   */
  private static ArrivalTimes from(Arrivals arrivals, long offset, Duration warmup, long seed) {
    ArrivalTimes times = arrivals.times(seed);
    long start = -warmup.toNanos();
    long first = Math.min(-offset, start);
    long next = after(times.nextNanos(), offset);
    while (next < start) {
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
