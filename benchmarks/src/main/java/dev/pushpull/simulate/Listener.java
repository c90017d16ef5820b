package dev.pushpull.simulate;

import dev.pushpull.schedule.Seeds;
import java.util.SplittableRandom;

/**
 * One subscriber of a feed, brought forward as far as the instants that are loaded allow. One
 * thread.
 */
abstract class Listener {

  final SliceRun run;
  private final ServiceTimes service;
  private final SplittableRandom random;

  /** Which version it holds, as an index into the loaded instants. */
  int held;

  /** Since when. */
  long since;

  /**
   * @param index among the feed's subscribers, so that what one draws does not hang on the others
   */
  Listener(SliceRun run, int index) {
    SimulationSpec spec = run.spec;
    this.run = run;
    this.service = spec.service();
    this.random = new SplittableRandom(Seeds.service(spec.seed(), spec.repeat(), run.feed, index));
    this.since = spec.startNanos();
  }

  /**
   * Brings it forward.
   *
   * @param instants loaded ones, the last at {@code limit} or later
   * @param limit what is read before it is known; what is read later does not happen yet
   */
  abstract void advance(long[] instants, long limit);

  /** Counts what lies in windows and has not been told yet. */
  void end(long[] instants, int size) {
    run.end(instants, size, since, held);
  }

  /** The next round trip, in ns. */
  final long roundTrip() {
    return service.roundTripNanos(random);
  }

  /** Sees a version that is not held; whether that lies in one window with the last time. */
  final boolean see(long[] instants, int version, long at) {
    boolean uncut = run.seen(instants, since, at, held, version);
    since = at;
    held = version;
    return uncut;
  }

  /** The newest version at an instant, at least the one that is held. */
  final int newestAt(long[] instants, long instant) {
    int newest = held;
    while (instants[newest + 1] <= instant) {
      newest++;
    }
    return newest;
  }
}
