package dev.pushpull.simulate;

import dev.pushpull.spec.Strategy;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One request always under way: it reaches the server half a round trip after it was sent, is held
 * until there is something newer or the wait is over, and the next is sent when its answer is
 * there.
 */
final class LongPollListeners extends Listeners {

  private static final long WAIT_NANOS = Strategy.LongPoll.WAIT.toNanos();

  private static final long NOT_DRAWN = -1;

  private final ServiceTimes service;
  private final SplittableRandom[] randoms;
  private final long[] sent;
  private final long[] roundTrips;

  LongPollListeners(SimulationSpec spec, long[] serviceSeeds, Tally tally) {
    super(spec, serviceSeeds.length, tally);
    this.service = spec.service();
    this.randoms = randoms(serviceSeeds);
    this.sent = since.clone();
    this.roundTrips = new long[serviceSeeds.length];
    Arrays.fill(roundTrips, NOT_DRAWN);
  }

  @Override
  void advance(int subscriber, long[] instants, long limit) {
    SplittableRandom random = randoms[subscriber];
    long at = sent[subscriber];
    long from = since[subscriber];
    long roundTrip = roundTrips[subscriber];
    int version = held[subscriber];
    while (true) {
      if (roundTrip < 0) {
        roundTrip = service.roundTripNanos(random);
      }
      long arrived = at + roundTrip / 2;
      long answered = Math.clamp(instants[version + 1], arrived, arrived + WAIT_NANOS);
      if (answered >= limit) {
        break;
      }
      int newest = newestAt(instants, version, answered);
      long completed = answered + roundTrip - roundTrip / 2;
      requests.held(at, completed, newest > version);
      if (newest > version) {
        freshness.seen(instants, from, completed, version, newest);
        from = completed;
        version = newest;
      }
      at = completed;
      roundTrip = NOT_DRAWN;
    }
    sent[subscriber] = at;
    since[subscriber] = from;
    roundTrips[subscriber] = roundTrip;
    held[subscriber] = version;
  }
}
