package dev.pushpull.trial;

import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedOrder;

/** Rooms as feeds: logs that members alone publish to. */
final class Rooms {

  private static final int LEAST_KEPT = 1_000;
  private static final int MOST_KEPT = 20_000;
  private static final double KEPT_SECONDS = 30;

  private Rooms() {}

  /** A room that keeps what a member misses while it is away for a while or waits to poll. */
  static FeedOrder order(String name, TrialSpec spec, long seed) {
    double seconds = KEPT_SECONDS + 2 * spec.strategy().longestInterval().toNanos() / 1e9;
    double kept = spec.workload().arrivals().ratePerSecond() * seconds;
    return new FeedOrder(
        name,
        new UpdateSource.ClientsOnly(),
        seed,
        spec.workload().payloadBytes(),
        spec.hintSeconds(),
        FeedKind.LOG,
        (int) Math.clamp(kept, LEAST_KEPT, MOST_KEPT));
  }
}
