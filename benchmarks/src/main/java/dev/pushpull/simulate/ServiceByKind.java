package dev.pushpull.simulate;

import dev.pushpull.spec.Strategy;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Each kind its own; without a strategy, and for a kind that is not there, those of all polls.
 *
 * @param polls of all polls together
 * @param kinds what is known of each
 */
record ServiceByKind(ServiceTimes polls, Map<Kind, ServiceTimes> kinds) implements ServiceTimes {

  ServiceByKind {
    kinds = Map.copyOf(kinds);
  }

  @Override
  public ServiceTimes forStrategy(Strategy strategy) {
    return Kind.of(strategy.toString()).map(kind -> kinds.getOrDefault(kind, polls)).orElse(polls);
  }

  @Override
  public long roundTripNanos(SplittableRandom random) {
    return polls.roundTripNanos(random);
  }

  @Override
  public double meanNanos() {
    return polls.meanNanos();
  }

  @Override
  public long maxNanos() {
    return polls.maxNanos();
  }

  @Override
  public double quantileNanos(double share) {
    return polls.quantileNanos(share);
  }
}
