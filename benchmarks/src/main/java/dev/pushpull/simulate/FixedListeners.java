package dev.pushpull.simulate;

import dev.pushpull.spec.Pace;

/**
 * Polls at a fixed rate whose round trips are all alike and shorter than the interval, so that no
 * answer moves a poll. Goes from update to update: the poll that sees one is found by arithmetic,
 * and those between, which find nothing, are counted at the end.
 */
final class FixedListeners extends Listeners {

  private final long interval;
  private final long roundTrip;
  private final long back;
  private final long[] firsts;
  private final long[] reads;
  private final long[] fruitful;
  private final long[] fresh;

  FixedListeners(SimulationSpec spec, Pace.Fixed pace, long[] firsts, Tally tally) {
    super(spec, firsts.length, tally);
    this.interval = pace.interval().toNanos();
    this.roundTrip = spec.service().maxNanos();
    this.firsts = firsts;
    this.back = roundTrip - roundTrip / 2;
    this.reads = new long[firsts.length];
    this.fruitful = new long[firsts.length];
    this.fresh = new long[firsts.length];
    for (int i = 0; i < firsts.length; i++) {
      reads[i] = firsts[i] + roundTrip / 2;
    }
  }

  /** Whether this class may stand for the schedule. */
  static boolean fits(SimulationSpec spec, Pace.Fixed pace) {
    long roundTrip = spec.service().maxNanos();
    return spec.service() instanceof ConstantService
        && roundTrip < pace.interval().toNanos()
        && roundTrip <= spec.timing().drain().toNanos();
  }

  @Override
  void advance(int subscriber, long[] instants, long limit) {
    long read = reads[subscriber];
    long from = since[subscriber];
    int version = held[subscriber];
    long uncut = 0;
    while (true) {
      long next = instants[version + 1];
      if (next >= limit) {
        break;
      }
      if (next > read) {
        long behind = next - read;
        read += behind <= interval ? interval : Math.ceilDiv(behind, interval) * interval;
      }
      if (read >= limit) {
        break;
      }
      int newest = version + 1;
      while (instants[newest + 1] <= read) {
        newest++;
      }
      long seen = read + back;
      if (freshness.seen(instants, from, seen, version, newest)) {
        uncut++;
      } else {
        countCut(subscriber, seen);
      }
      from = seen;
      version = newest;
      read += interval;
    }
    fruitful[subscriber] += uncut;
    fresh[subscriber] += uncut;
    reads[subscriber] = read;
    since[subscriber] = from;
    held[subscriber] = version;
  }

  private void countCut(int subscriber, long seen) {
    fruitful[subscriber] += windows.of(seen - roundTrip) >= 0 ? 1 : 0;
    fresh[subscriber] += windows.of(seen) >= 0 ? 1 : 0;
  }

  @Override
  void end(int subscriber, long[] instants, int size) {
    super.end(subscriber, instants, size);
    requests.fixed(
        firsts[subscriber], interval, roundTrip, fruitful[subscriber], fresh[subscriber]);
  }
}
