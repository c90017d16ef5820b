package dev.pushpull.simulate;

/**
 * Delivery latency, staleness and age of one subscriber after the other, counted as {@code
 * DeliveryMeter} and {@code FreshnessMeter} count them, but on the way. One thread.
 *
 * <p>Versions are indices into the feed's instants. Each fresh observation closes a stretch during
 * which one version was held, and settles every version that it brought or skipped; {@link #end}
 * does the same for what was never seen.
 */
final class FreshnessAccount {

  private final Windows windows;
  private final Tally tally;

  // The window in which the last stretch that had to be cut ended, for those that need no cutting.
  private long windowStart = Long.MAX_VALUE;
  private long windowEnd = Long.MIN_VALUE;

  FreshnessAccount(Windows windows, Tally tally) {
    this.windows = windows;
    this.tally = tally;
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
    Tally sums = tally;
    long peak = at - instants[held];
    sums.age.addRamp(since - instants[held], peak);
    sums.peaks.add(peak);
    long stale = Math.max(since, superseded);
    sums.staleness.addZero(stale - since);
    sums.staleness.addRamp(stale - superseded, at - superseded);
    for (int version = held + 1; version <= seen; version++) {
      sums.delivery.add(at - instants[version]);
    }
    sums.delivered++;
    sums.coalesced += seen - held - 1;
    return true;
  }

  private void cut(long[] instants, long since, long at, int held, int seen) {
    hold(instants, since, at, held);
    int window = windows.of(at);
    if (window >= 0) {
      tally.peaks.add(at - instants[held]);
      windowStart = windows.start(window);
      windowEnd = windows.end(window);
    }
    for (int version = held + 1; version <= seen; version++) {
      settle(instants[version], at, version == seen);
    }
  }

  /** A version is held for a while; only what lies in windows counts. */
  private void hold(long[] instants, long since, long until, int held) {
    long published = instants[held];
    long superseded = instants[held + 1];
    for (int window = windows.firstEndingAfter(since);
        window < windows.count() && windows.start(window) < until;
        window++) {
      long from = Math.max(since, windows.start(window));
      long to = Math.min(until, windows.end(window));
      tally.age.addRamp(from - published, to - published);
      long stale = Math.clamp(superseded, from, to);
      tally.staleness.addZero(stale - from);
      if (stale < to) {
        tally.staleness.addRamp(stale - superseded, to - superseded);
      }
    }
  }

  private void settle(long published, long at, boolean itself) {
    int window = windows.of(published);
    if (window < 0) {
      return;
    }
    if (at > windows.drainEnd(window)) {
      tally.undelivered++;
      tally.delivery.addAtLeast(windows.drainEnd(window) - published);
      return;
    }
    tally.delivery.add(at - published);
    tally.delivered += itself ? 1 : 0;
    tally.coalesced += itself ? 0 : 1;
  }

  /** Nothing is seen any more. */
  void end(long[] instants, int size, long since, int held) {
    hold(instants, since, windows.endNanos(), held);
    for (int version = held + 1; version < size; version++) {
      settle(instants[version], Long.MAX_VALUE, false);
    }
  }
}
