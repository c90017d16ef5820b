package dev.pushpull.simulate;

import dev.pushpull.spec.Pace;

/**
 * Polls at a fixed rate whose round trips are all alike and shorter than the interval, so that no
 * answer moves a poll. Goes from update to update: the poll that sees one is found by arithmetic,
 * and those between, which find nothing, are counted at the end.
 */
final class FixedListener extends Listener {

  private final long interval;
  private final long roundTrip;
  private final long first;
  private long read;
  private long changed;
  private long fresh;

  FixedListener(SliceRun run, int index, Pace.Fixed pace, long first) {
    super(run, index);
    this.interval = pace.interval().toNanos();
    this.roundTrip = roundTrip();
    this.first = first;
    this.read = first + roundTrip / 2;
  }

  /** Whether this class may stand for the schedule. */
  static boolean fits(SimulationSpec spec, Pace.Fixed pace) {
    long roundTrip = spec.service().maxNanos();
    return spec.service().isConstant()
        && roundTrip < pace.interval().toNanos()
        && roundTrip <= spec.timing().drain().toNanos();
  }

  @Override
  void advance(long[] instants, long limit) {
    Windows windows = run.windows;
    long back = roundTrip - roundTrip / 2;
    for (long next = instants[held + 1]; next < limit; next = instants[held + 1]) {
      if (next > read) {
        long behind = next - read;
        read += behind <= interval ? interval : Math.ceilDiv(behind, interval) * interval;
      }
      if (read >= limit) {
        return;
      }
      long seen = read + back;
      boolean uncut = see(instants, newestAt(instants, read), seen);
      changed += uncut || windows.of(seen - roundTrip) >= 0 ? 1 : 0;
      fresh += uncut || windows.of(seen) >= 0 ? 1 : 0;
      read += interval;
    }
  }

  @Override
  void end(long[] instants, int size) {
    super.end(instants, size);
    run.fixed(first, interval, roundTrip, changed, fresh);
  }
}
