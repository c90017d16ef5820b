package dev.pushpull.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How every fork of a sweep spends its time; bounds as in {@link Timing}.
 *
 * @param warmup asked for; a plan lengthens it to what a strategy needs, see {@link
 *     Strategy#leastWarmup}
 * @param window the measured stretch
 * @param windows how many of them
 * @param drain how long after a window its updates are followed at most; empty: each strategy's own
 *     default, see {@link Timing#defaultDrain}
 */
public record SweepTiming(Duration warmup, Duration window, int windows, Optional<Duration> drain) {

  /** 1 s of warm-up, one window of 5 s, the default drain. */
  public static final SweepTiming DEFAULT =
      new SweepTiming(Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Optional.empty());

  /** Checks each bound; the message names the key, the bound and the value. */
  public SweepTiming {
    var _ = new Timing(warmup, window, windows, drain.orElse(Duration.ZERO));
  }

  /** The timing of one strategy's forks: warm-up long enough for it, drain settled. */
  public Timing of(Strategy strategy) {
    return new Timing(
        lengthensWarmup(strategy) ? strategy.leastWarmup() : warmup,
        window,
        windows,
        drain.orElseGet(() -> Timing.defaultDrain(strategy)));
  }

  /** The timing of one cell's forks: warm-up long enough for its strategy and its scenario. */
  public Timing of(Cell cell) {
    Timing own = of(cell.strategy());
    Duration least = cell.workload().scenario().leastWarmup();
    return least.compareTo(own.warmup()) <= 0
        ? own
        : new Timing(least, own.window(), own.windows(), own.drain());
  }

  /** Whether a strategy needs more than the warm-up that was asked for. */
  public boolean lengthensWarmup(Strategy strategy) {
    return strategy.leastWarmup().compareTo(warmup) > 0;
  }
}
