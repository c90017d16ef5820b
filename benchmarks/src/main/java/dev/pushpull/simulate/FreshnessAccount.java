package dev.pushpull.simulate;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;

/**
 * Feeds the meters of delivery and freshness with what one subscriber after the other sees, as it
 * comes. One thread.
 *
 * <p>Versions are indices into the feed's instants. Each fresh observation closes a stretch during
 * which one version was held, and settles every version that it brought or skipped; {@link #end}
 * does the same for what was never seen.
 */
final class FreshnessAccount {

  private final Windows windows;
  private final DeliveryMeter delivery;
  private final FreshnessMeter freshness;

  // The window in which the last stretch that had to be cut ended, for those that need no cutting.
  private long windowStart = Long.MAX_VALUE;
  private long windowEnd = Long.MIN_VALUE;

  FreshnessAccount(Windows windows, Tally tally) {
    this.windows = windows;
    this.delivery = tally.delivery;
    this.freshness = tally.freshness;
  }

  /**
   * A version that was not held is seen.
   *
   * @param since when the one held before was seen
   * @param at when this one is
   * @param held which was held
   * @param seen which is held from now on; those between are skipped
   * @return whether {@code since} and {@code at} lie in one window, so that nothing was cut
   */
  boolean seen(long[] instants, long since, long at, int held, int seen) {
    long superseded = instants[held + 1];
    if (since < windowStart || superseded < windowStart || at >= windowEnd) {
      cut(instants, since, at, held, seen);
      return false;
    }
    freshness.addHeld(instants[held], superseded, since, at);
    freshness.peaks.add(at - instants[held]);
    for (int version = held + 1; version <= seen; version++) {
      delivery.addSeen(at - instants[version], version == seen);
    }
    return true;
  }

  private void cut(long[] instants, long since, long at, int held, int seen) {
    hold(instants, since, at, held);
    int window = windows.of(at);
    if (window >= 0) {
      freshness.peaks.add(at - instants[held]);
      windowStart = windows.start(window);
      windowEnd = windows.end(window);
    }
    for (int version = held + 1; version <= seen; version++) {
      settle(instants[version], at, version == seen);
    }
  }

  /** A version is held for a while; only what lies in windows counts. */
  private void hold(long[] instants, long since, long until, int held) {
    for (int window = windows.firstEndingAfter(since);
        window < windows.count() && windows.start(window) < until;
        window++) {
      long from = Math.max(since, windows.start(window));
      long to = Math.min(until, windows.end(window));
      freshness.addHeld(instants[held], instants[held + 1], from, to);
    }
  }

  private void settle(long published, long at, boolean itself) {
    int window = windows.of(published);
    if (window < 0) {
      return;
    }
    if (at > windows.drainEnd(window)) {
      delivery.addUnseen(windows.drainEnd(window) - published);
    } else {
      delivery.addSeen(at - published, itself);
    }
  }

  /** Nothing is seen any more. */
  void end(long[] instants, int size, long since, int held) {
    hold(instants, since, windows.endNanos(), held);
    for (int version = held + 1; version < size; version++) {
      settle(instants[version], Long.MAX_VALUE, false);
    }
  }
}
