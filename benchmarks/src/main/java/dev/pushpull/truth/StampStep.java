package dev.pushpull.truth;

import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * The step of the clock that wrote times into updates, found from the times: the coarsest of the
 * usual ones that all are multiples of. So it is never too fine for a clock with one of these; that
 * a finer clock hits multiples of it each time, which makes bounds wider than they must be, happens
 * by chance once in {@code finer}^{@code distinct}.
 *
 * @param nanos the step
 * @param distinct how many different times it was found from
 * @param finer how many steps of the next finer usual clock make one
 */
public record StampStep(long nanos, long distinct, long finer) {

  /** An hour, a minute, a second and its decimal parts. */
  private static final long[] USUAL = {
    3_600_000_000_000L,
    60_000_000_000L,
    1_000_000_000,
    100_000_000,
    10_000_000,
    1_000_000,
    100_000,
    10_000,
    1_000,
    100,
    10,
    1
  };

  /**
   * Of the times that the supplier gives each time it is asked, in ns since 1970.
   *
   * @return the coarsest of all where there is no time
   */
  static StampStep of(Supplier<LongStream> times) {
    int coarsest = 0;
    while (!isMultiple(times.get(), USUAL[coarsest])) {
      coarsest++;
    }
    long nanos = USUAL[coarsest];
    long finer = coarsest + 1 < USUAL.length ? nanos / USUAL[coarsest + 1] : 1;
    return new StampStep(nanos, times.get().distinct().count(), finer);
  }

  private static boolean isMultiple(LongStream times, long step) {
    return times.allMatch(time -> time % step == 0);
  }

  /** The chance that a finer clock looked like it. */
  public double chanceOfFiner() {
    return finer == 1 ? 0 : Math.pow((double) finer, (double) -distinct);
  }
}
