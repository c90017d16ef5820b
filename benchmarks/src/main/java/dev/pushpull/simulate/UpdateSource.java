package dev.pushpull.simulate;

import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.ArrivalTimes;
import java.time.Duration;

/**
 * When each feed's versions are published, in ns after the first window's start, negative before
 * it. Immutable, safe from any thread; asked again, it says the same again.
 */
public interface UpdateSource {

  /**
   * The instants of one feed, version 1 first, which every subscriber holds from the start; they
   * never fall, and {@link ArrivalTimes#NEVER} follows the last.
   *
   * @param feed numbered from 0
   */
  ArrivalTimes of(int feed);

  /** What a trial of this seed and repeat publishes, each update the instant it is due. */
  static UpdateSource planned(Workload workload, Duration warmup, long seed, int repeat) {
    return PlannedUpdates.of(workload.arrivals(), warmup, seed, repeat);
  }

  /**
   * The same, but where updates come fast those of another stretch of the process, whose past is
   * shorter and sooner made.
   */
  static UpdateSource alike(Workload workload, Duration warmup, long seed, int repeat) {
    return PlannedUpdates.alike(workload.arrivals(), warmup, seed, repeat);
  }
}
