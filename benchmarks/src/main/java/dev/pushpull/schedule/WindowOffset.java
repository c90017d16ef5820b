package dev.pushpull.schedule;

import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;

/**
 * Where in a feed's arrival process the first window opens: at one place for all strategies,
 * whatever their warm-up, so that they see the same updates.
 */
public final class WindowOffset {

  private static final Duration USUAL = Duration.ofSeconds(60);

  /** For warm-ups that are longer; they last 2 hours at most. */
  private static final Duration LONG = Duration.ofHours(2);

  private WindowOffset() {}

  /**
   * How long after the start of the process, in ns; 0 for a trace, which begins with the window
   * since it has no past. Never shorter than the warm-up otherwise.
   */
  public static long nanos(Arrivals arrivals, Duration warmup) {
    if (arrivals instanceof Arrivals.Trace) {
      return 0;
    }
    return (warmup.compareTo(USUAL) <= 0 ? USUAL : LONG).toNanos();
  }
}
