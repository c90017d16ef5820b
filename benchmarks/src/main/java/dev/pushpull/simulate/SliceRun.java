package dev.pushpull.simulate;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.spec.Strategy;

/**
 * What the subscribers of a slice share while it runs: it feeds the meters of delivery, freshness
 * and requests with what one after the other sees and asks, as it comes. One thread.
 *
 * <p>Versions are indices into the feed's instants. Each fresh observation closes a stretch during
 * which one version was held, and settles every version that it brought or skipped; {@link #end}
 * does the same for what was never seen. Every request is sent when it is due.
 */
final class SliceRun {

  final SimulationSpec spec;
  final int feed;
  final Windows windows;
  private final Tally tally;
  private final DeliveryMeter delivery;
  private final FreshnessMeter freshness;
  private final RequestMeter requests;

  /** Whether an answer without news holds the version again. */
  private final boolean duplicates;

  // The window in which the last stretch that had to be cut ended, for those that need no cutting.
  private long uncutStart = Long.MAX_VALUE;
  private long uncutEnd = Long.MIN_VALUE;

  // The window of the last request that lay in one.
  private long windowStart = Long.MAX_VALUE;
  private long windowEnd = Long.MIN_VALUE;
  private long drainEnd;

  SliceRun(SimulationSpec spec, int feed, Tally tally) {
    this.spec = spec;
    this.feed = feed;
    this.windows = spec.windows();
    this.tally = tally;
    this.delivery = tally.delivery;
    this.freshness = tally.freshness;
    this.requests = tally.requests;
    this.duplicates = spec.strategy() instanceof Strategy.Poll poll && !poll.conditional();
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
    if (since < uncutStart || superseded < uncutStart || at >= uncutEnd) {
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
      uncutStart = windows.start(window);
      uncutEnd = windows.end(window);
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

  /** Makes the window of an instant the current one; false if it lies in none. */
  private boolean inWindow(long nanos) {
    if (nanos >= windowStart && nanos < windowEnd) {
      return true;
    }
    int window = windows.of(nanos);
    if (window < 0) {
      return false;
    }
    windowStart = windows.start(window);
    windowEnd = windows.end(window);
    drainEnd = windows.drainEnd(window);
    return true;
  }

  /** A poll that is answered, sometime. */
  void poll(long due, long completed, boolean changed) {
    if (inWindow(due)) {
      requests.addRequest(completed - due, !changed);
      if (requests.addTick(due, completed, drainEnd)) {
        requests.scheduleLag.add(0);
      }
    }
    if (duplicates && !changed && inWindow(completed)) {
      tally.duplicates.add(1);
    }
  }

  /**
   * A tick that had no poll of its own.
   *
   * @param completed when the poll that answers for it is answered
   */
  void missed(long due, long completed) {
    if (inWindow(due)) {
      requests.addTick(due, completed, drainEnd);
    }
  }

  /** A request that the server may hold; it belongs to where it is answered. */
  void held(long sent, long completed, boolean changed) {
    if (inWindow(completed)) {
      requests.addHeld(sent, sent, completed, !changed);
    }
  }

  /**
   * All polls of a schedule whose round trips are alike and shorter than interval and drain.
   *
   * @param changed how many of those that were sent in windows brought news
   * @param fresh how many were answered in windows with news
   */
  void fixed(long first, long interval, long roundTrip, long changed, long fresh) {
    long polls = 0;
    long answers = 0;
    for (int window = 0; window < windows.count(); window++) {
      long start = windows.start(window);
      long end = windows.end(window);
      polls += ticks(first, interval, end) - ticks(first, interval, start);
      answers +=
          ticks(first, interval, end - roundTrip) - ticks(first, interval, start - roundTrip);
    }
    requests.addPunctual(polls, polls - changed, roundTrip);
    tally.duplicates.add(duplicates ? answers - fresh : 0);
  }

  /** How many ticks lie before an instant. */
  private static long ticks(long first, long interval, long before) {
    return Math.max(0, Math.ceilDiv(before - first, interval));
  }
}
