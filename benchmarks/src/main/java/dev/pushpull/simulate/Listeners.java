package dev.pushpull.simulate;

import dev.pushpull.spec.Strategy;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Some subscribers of one feed, all of one strategy. Each is brought forward on its own as far as
 * the instants that are loaded allow; what it needs to go on lies in arrays. One thread.
 */
abstract class Listeners {

  final Windows windows;
  final FreshnessAccount freshness;
  final RequestAccount requests;

  /** Which version each holds, as an index into the loaded instants. */
  final int[] held;

  /** Since when. */
  final long[] since;

  Listeners(SimulationSpec spec, int count, Tally tally) {
    this.windows = spec.windows();
    this.freshness = new FreshnessAccount(windows, tally);
    boolean unconditional = spec.strategy() instanceof Strategy.Poll poll && !poll.conditional();
    this.requests = new RequestAccount(windows, tally, unconditional);
    this.held = new int[count];
    this.since = new long[count];
    Arrays.fill(since, -spec.timing().warmup().toNanos());
  }

  /**
   * Brings one forward.
   *
   * @param instants loaded ones, the last at {@code limit} or later
   * @param limit what is read before it is known; what is read later does not happen yet
   */
  abstract void advance(int subscriber, long[] instants, long limit);

  /** Counts what lies in windows and has not been told yet. */
  void end(int subscriber, long[] instants, int size) {
    freshness.end(instants, size, since[subscriber], held[subscriber]);
  }

  /** One for each, so that what one draws does not hang on the others. */
  static SplittableRandom[] randoms(long[] seeds) {
    return LongStream.of(seeds).mapToObj(SplittableRandom::new).toArray(SplittableRandom[]::new);
  }

  /** The newest version at an instant, at least the one that is held. */
  static int newestAt(long[] instants, int held, long instant) {
    int newest = held;
    while (instants[newest + 1] <= instant) {
      newest++;
    }
    return newest;
  }

  final int count() {
    return held.length;
  }

  /** The oldest version that anyone holds. */
  final int oldestHeld() {
    int oldest = Integer.MAX_VALUE;
    for (int version : held) {
      oldest = Math.min(oldest, version);
    }
    return oldest;
  }

  /** The first instants are forgotten. */
  final void dropped(int instants) {
    for (int i = 0; i < held.length; i++) {
      held[i] -= instants;
    }
  }
}
