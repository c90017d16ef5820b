package dev.pushpull.spec;

import java.time.Duration;

/**
 * How a fork spends its time.
 *
 * @param warmup between the last connection and the first window, 0 to 2 h
 * @param window the measured stretch, 100 ms to 1 h
 * @param windows how many of them, 1 to 1,000
 * @param drain how long after a window its updates are followed at most, 0 to 2 h
 */
public record Timing(Duration warmup, Duration window, int windows, Duration drain) {

  /** Checks each bound; the message names the key, the bound and the value. */
  public Timing {
    Durations.check("warmup", warmup, Duration.ZERO, Duration.ofHours(2));
    Durations.check("window", window, Duration.ofMillis(100), Duration.ofHours(1));
    Durations.check("drain", drain, Duration.ZERO, Duration.ofHours(2));
    Settings.check("windows", windows, 1, 1_000);
  }

  /** The default drain of a strategy, {@code T + 2 s}. */
  public static Duration defaultDrain(Strategy strategy) {
    return strategy.longestInterval().plusSeconds(2);
  }
}
