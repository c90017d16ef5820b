package dev.pushpull.simulate;

import dev.pushpull.spec.Strategy;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * How long a request takes from its sending to its answer, network and server together. The
 * server's read lies half way; a push takes half of it. Immutable, safe from any thread.
 */
public sealed interface ServiceTimes permits ConstantService, MeasuredService, ServiceByKind {

  /** The next round trip in ns, not negative. */
  long roundTripNanos(SplittableRandom random);

  /** The mean of all that are drawn, in ns. */
  double meanNanos();

  /** The longest that can be drawn, in ns. */
  long maxNanos();

  /**
   * What no more than a share of them exceeds, in ns.
   *
   * @param share 0 to 1
   */
  double quantileNanos(double share);

  /** Those of a strategy, where they are known by strategy; of a push, twice its deliveries'. */
  default ServiceTimes forStrategy(Strategy strategy) {
    return this;
  }

  /**
   * Always the same.
   *
   * @param roundTripNanos 0 to 1 h
   */
  static ServiceTimes constant(long roundTripNanos) {
    return new ConstantService(roundTripNanos);
  }

  /**
   * Independent draws from what was measured.
   *
   * @param uncorrectedNanos from the actual send to the answer, at least one value
   */
  static ServiceTimes of(Histogram uncorrectedNanos) {
    return MeasuredService.of(uncorrectedNanos);
  }
}
