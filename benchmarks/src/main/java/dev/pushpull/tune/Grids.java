package dev.pushpull.tune;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The intervals that are looked at: numbers that a person would choose. */
public final class Grids {

  /** The shortest interval that is advised; below it the machine's own delays decide. */
  public static final Duration MIN_INTERVAL = Duration.ofMillis(10);

  private static final double[] NICE = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

  /** Where a feedback range begins, as shares of the scale of interest. */
  private static final double[] STARTS = {0.1, 0.25, 0.5, 1};

  /** How far it reaches, as multiples of its beginning. */
  private static final int[] REACHES = {4, 16, 64};

  private Grids() {}

  /** Rising, from 10 ms to 1 h, at most a third apart. */
  public static List<Duration> intervals() {
    var intervals = new ArrayList<Duration>();
    for (long decade = MIN_INTERVAL.toMillis();
        decade <= Pace.MAX_INTERVAL.toMillis();
        decade *= 10) {
      for (double nice : NICE) {
        Duration interval = Duration.ofMillis(Math.round(nice * decade));
        if (interval.compareTo(Pace.MAX_INTERVAL) < 0) {
          intervals.add(interval);
        }
      }
    }
    intervals.add(Pace.MAX_INTERVAL);
    return intervals;
  }

  /** Between an interval and the next of {@link #intervals}, at most a fortieth apart, rising. */
  static List<Duration> after(Duration interval) {
    List<Duration> all = intervals();
    int next = all.indexOf(interval) + 1;
    return next == 0 || next == all.size()
        ? List.of()
        : LongStream.iterate(
                interval.toNanos() + step(interval.toNanos()),
                nanos -> nanos < all.get(next).toNanos(),
                nanos -> nanos + step(interval.toNanos()))
            .mapToObj(Duration::ofNanos)
            .toList();
  }

  /** A round one: 1 to 2.5 % of the interval. */
  private static long step(long nanos) {
    long decade = MIN_INTERVAL.toNanos();
    while (decade * 10 <= nanos) {
      decade *= 10;
    }
    double leading = (double) nanos / decade;
    return Math.max(1_000_000, decade / (leading < 2 ? 50 : leading < 5 ? 20 : 10));
  }

  /** Back-off and adaptive ranges around an interval, each once. */
  static List<Pace> feedback(Duration scale) {
    var paces = new ArrayList<Pace>();
    for (double start : STARTS) {
      Duration least = nearest(scale.toNanos() * start);
      for (int reach : REACHES) {
        Duration most = nearest((double) least.toNanos() * reach);
        if (most.compareTo(least) > 0) {
          paces.add(new Pace.Backoff(least, most));
          paces.add(new Pace.Adaptive(least, most));
        }
      }
    }
    return paces.stream().distinct().toList();
  }

  /** The nice interval that is nearest by ratio. */
  static Duration nearest(double nanos) {
    return intervals().stream()
        .min(Comparator.comparingDouble(each -> Math.abs(Math.log(each.toNanos() / nanos))))
        .orElse(MIN_INTERVAL);
  }

  /**
   * Fixed polls that are done before the next one is due, in the mean, rising; plain or
   * conditional.
   *
   * @param finest none is shorter
   */
  static Stream<Strategy.Poll> fixed(boolean conditional, double roundTripNanos, Duration finest) {
    return intervals().stream()
        .filter(interval -> interval.toNanos() > roundTripNanos && interval.compareTo(finest) >= 0)
        .map(interval -> new Strategy.Poll(new Pace.Fixed(interval), conditional));
  }
}
