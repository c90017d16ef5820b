package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.WindowOffset;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.function.LongSupplier;

/**
 * What was due by a feed's arrival process, made again from its seed: the server must have
 * published exactly that.
 *
 * @param startNanos when the arrivals began, on this JVM's clock
 * @param skipNanos how much of the process lay before
 */
public record PlannedArrivals(Arrivals arrivals, long seed, long startNanos, long skipNanos) {

  /**
   * Of one of a trial's feeds: a window opens at the same place of the process, whatever the
   * warm-up; a trace begins with the window, since it has no past.
   *
   * @param firstWindowNanos when the first window opens
   */
  public static PlannedArrivals of(TrialSpec spec, int feed, long firstWindowNanos) {
    Arrivals arrivals = spec.workload().arrivals();
    long seed = Seeds.arrivals(spec.seed(), spec.repeat(), feed);
    if (arrivals instanceof Arrivals.Trace) {
      return new PlannedArrivals(arrivals, seed, firstWindowNanos, 0);
    }
    long warmup = spec.timing().warmup().toNanos();
    long skip = WindowOffset.nanos(arrivals, spec.timing().warmup()) - warmup;
    return new PlannedArrivals(arrivals, seed, firstWindowNanos - warmup, skip);
  }

  /** When each arrival is due, one a call and rising; MAX_VALUE when none will come any more. */
  public LongSupplier dueTimes() {
    ArrivalTimes times = arrivals.times(seed);
    return () -> {
      long offset = times.nextNanos();
      while (offset < skipNanos) {
        offset = times.nextNanos();
      }
      return offset == ArrivalTimes.NEVER ? Long.MAX_VALUE : startNanos + offset - skipNanos;
    };
  }

  /** How many entries of the log, the first left out, were due at another instant than planned. */
  long differing(PublishLog log) {
    LongSupplier times = dueTimes();
    long differing = 0;
    for (int version = 2; version <= log.newest(); version++) {
      differing += log.dueAt(version) == times.getAsLong() ? 0 : 1;
    }
    return differing;
  }
}
