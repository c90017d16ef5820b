package dev.pushpull.simulate;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.StrategyName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Each kind its own; without a strategy, and for a kind that is not there, those of all polls.
 *
 * @param polls of all polls together
 * @param kinds what is known of each
 */
public record ServiceByKind(ServiceTimes polls, Map<StrategyKind, ServiceTimes> kinds)
    implements ServiceTimes {

  public ServiceByKind {
    kinds = Map.copyOf(kinds);
  }

  /**
   * Those that were measured.
   *
   * @param measured round trips of kinds of polls, and delivery latencies of kinds of pushes, which
   *     are half a round trip
   */
  public static ServiceByKind of(
      MeasuredService polls, Map<StrategyKind, MeasuredService> measured) {
    var kinds = new EnumMap<StrategyKind, ServiceTimes>(StrategyKind.class);
    measured.forEach((kind, own) -> kinds.put(kind, kind.isPoll() ? own : own.doubled()));
    return new ServiceByKind(polls, kinds);
  }

  /**
   * The kind whose times and costs a strategy has. None where its answers carry hints, which make
   * them longer, nor for the bare socket.
   */
  public static Optional<StrategyKind> kind(StrategyName name) {
    boolean hinted = name.strategy() instanceof Strategy.Poll(Pace.Hinted _, boolean _);
    boolean floor = name.isFloor() && name.strategy() instanceof Strategy.WebSocket;
    return Optional.of(StrategyKind.ofAnswers(name.strategy())).filter(_ -> !hinted && !floor);
  }

  @Override
  public ServiceTimes forStrategy(Strategy strategy) {
    return kind(new StrategyName(strategy, false))
        .map(kind -> kinds.getOrDefault(kind, polls))
        .orElse(polls);
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
