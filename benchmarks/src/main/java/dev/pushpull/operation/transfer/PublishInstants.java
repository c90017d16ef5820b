package dev.pushpull.operation.transfer;

import dev.pushpull.schedule.Phases;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.suite.op.Delivery;
import java.time.Duration;

/**
 * When {@link Delivery} publishes: one update in each of as many equal strata of the poll interval
 * as there are updates, at a random place in its stratum, the strata in random order.
 *
 * <p>At a fixed rate the phase is relative to the known ticks. Where jitter or responses move the
 * polls, it is a phase of the maximum interval, from now on. Push has no phase: its updates are
 * some milliseconds apart, so that the client is waiting again before each.
 */
public final class PublishInstants {

  /** So that all work for the last update is finished. */
  private static final long REST_NANOS = Duration.ofMillis(2).toNanos();

  private static final long PUSH_SPAN_NANOS = Duration.ofMillis(5).toNanos();

  private final double[] phases;
  private final long spanNanos;
  private final boolean ticksAreKnown;
  private final long firstNanos;
  private int next;

  /**
   * @param firstNanos the first poll's tick, on the clock of {@link #after}
   * @param count how many updates there will be; further ones start with the first stratum again
   */
  PublishInstants(Strategy strategy, long firstNanos, int count, long seed) {
    this.phases = Phases.stratified(seed, Math.max(1, count));
    this.spanNanos = strategy.isPush() ? PUSH_SPAN_NANOS : strategy.longestInterval().toNanos();
    this.ticksAreKnown = strategy instanceof Strategy.Poll(Pace.Fixed _, boolean _);
    this.firstNanos = firstNanos;
  }

  /** The next update's instant: the first with its phase after the minimum rest. */
  public long after(long nowNanos) {
    long phaseNanos = (long) (phases[next++ % phases.length] * spanNanos);
    long earliest = nowNanos + REST_NANOS;
    if (!ticksAreKnown) {
      return earliest + phaseNanos;
    }
    long sincePhase = earliest - firstNanos - phaseNanos;
    return earliest + Math.floorMod(-sincePhase, spanNanos);
  }
}
