package dev.pushpull.simulate;

import java.util.SplittableRandom;

/**
 * A stream over which each update comes by itself, half a round trip after it was published, and
 * never before the one that was sent before it. Of what is published in the same instant the newest
 * goes alone, as a value feed has it.
 */
final class PushListeners extends Listeners {

  private final ServiceTimes service;
  private final SplittableRandom[] randoms;

  PushListeners(SimulationSpec spec, long[] serviceSeeds, Tally tally) {
    super(spec, serviceSeeds.length, tally);
    this.service = spec.service();
    this.randoms = randoms(serviceSeeds);
  }

  @Override
  void advance(int subscriber, long[] instants, long limit) {
    SplittableRandom random = randoms[subscriber];
    long from = since[subscriber];
    int version = held[subscriber];
    while (instants[version + 1] < limit) {
      int newest = newestAt(instants, version, instants[version + 1]);
      long roundTrip = service.roundTripNanos(random);
      long seen = Math.max(from, instants[newest] + roundTrip - roundTrip / 2);
      freshness.seen(instants, from, seen, version, newest);
      from = seen;
      version = newest;
    }
    since[subscriber] = from;
    held[subscriber] = version;
  }
}
