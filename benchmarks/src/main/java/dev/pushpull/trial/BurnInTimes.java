package dev.pushpull.trial;

import java.time.Duration;

/**
 * How long what comes before the subscribers takes.
 *
 * @param clients how long the burn-in's clients keep both JVMs busy
 * @param compilers how long the JVMs' compilers may then take, at most, to finish
 * @param baseline how long the server's cost without subscribers is read
 */
public record BurnInTimes(Duration clients, Duration compilers, Duration baseline) {

  /** Long enough for the compilers to have done most of their work. */
  public static final BurnInTimes DEFAULT = ofMillis(1_500, 2_500, 300);

  /** All in ms. */
  public static BurnInTimes ofMillis(long clients, long compilers, long baseline) {
    return new BurnInTimes(
        Duration.ofMillis(clients), Duration.ofMillis(compilers), Duration.ofMillis(baseline));
  }
}
