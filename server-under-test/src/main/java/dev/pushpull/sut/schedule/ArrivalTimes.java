package dev.pushpull.sut.schedule;

import java.util.List;
import java.util.SplittableRandom;

/** The instants of one feed's updates, one after the other. Not safe for use by several threads. */
@FunctionalInterface
public interface ArrivalTimes {

  /** What {@link #nextNanos} gives when no update will come any more. */
  long NEVER = Long.MAX_VALUE;

  /** The next instant, in ns after the feed's start; never falls; {@link #NEVER} at the end. */
  long nextNanos();

  /**
   * {@code size} updates at each of phase, phase + period, phase + 2 periods …, where the phase is
   * uniform on one period. Computed from the index, so that it does not drift.
   */
  static ArrivalTimes periodic(double ratePerSecond, int size, long seed) {
    double periodNanos = 1e9 / ratePerSecond;
    double phaseNanos = new SplittableRandom(seed).nextDouble() * periodNanos;
    return new ArrivalTimes() {
      private long index;

      @Override
      public long nextNanos() {
        long burst = index++ / size;
        return Math.round(phaseNanos + burst * periodNanos);
      }
    };
  }

  /** Gaps −ln(1 − u)/rate, summed in double so that rounding does not add up. */
  static ArrivalTimes poisson(double ratePerSecond, long seed) {
    var random = new SplittableRandom(seed);
    return new ArrivalTimes() {
      private double atNanos;

      @Override
      public long nextNanos() {
        atNanos += -Math.log1p(-random.nextDouble()) * 1e9 / ratePerSecond;
        return Math.round(atNanos);
      }
    };
  }

  /**
   * The instants of {@link #periodic} that fall into open stretches. Open and closed stretches take
   * turns, exponentially long; the first is open with the probability of an open instant, so that
   * the process is the same at all times.
   */
  static ArrivalTimes gaps(
      double ratePerSecond, double openSeconds, double closedSeconds, long seed) {
    var random = new SplittableRandom(seed);
    double periodNanos = 1e9 / ratePerSecond;
    double phaseNanos = random.nextDouble() * periodNanos;
    return new ArrivalTimes() {
      private boolean open = random.nextDouble() * (openSeconds + closedSeconds) < openSeconds;
      private double endNanos = stretchNanos();
      private long index;

      private double stretchNanos() {
        double mean = open ? openSeconds : closedSeconds;
        return -Math.log1p(-random.nextDouble()) * mean * 1e9;
      }

      @Override
      public long nextNanos() {
        while (true) {
          double at = phaseNanos + index++ * periodNanos;
          while (endNanos <= at) {
            open = !open;
            endNanos += stretchNanos();
          }
          if (open) {
            return Math.round(at);
          }
        }
      }
    };
  }

  /** The recorded instants, which were checked, then {@link #NEVER}. */
  static ArrivalTimes trace(List<Long> offsetsNanos) {
    var rest = offsetsNanos.iterator();
    return () -> rest.hasNext() ? rest.next() : NEVER;
  }

  /**
   * Checks that a trace has an instant, starts at 0 or later and never falls.
   *
   * @throws IllegalArgumentException that names the offending entry, counted from 1
   */
  static void checkTrace(List<Long> offsetsNanos) {
    if (offsetsNanos.isEmpty()) {
      throw new IllegalArgumentException("a trace must hold at least one instant, but is empty");
    }
    long last = 0;
    for (int i = 0; i < offsetsNanos.size(); i++) {
      if (offsetsNanos.get(i) < last) {
        throw new IllegalArgumentException(
            "a trace must start at 0 or later and never fall, but entry " + (i + 1) + " does");
      }
      last = offsetsNanos.get(i);
    }
  }
}
