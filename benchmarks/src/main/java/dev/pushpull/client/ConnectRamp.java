package dev.pushpull.client;

import java.time.Duration;

/**
 * How the clients of a fleet connect.
 *
 * @param perSecond how many begin to connect each second, above 0
 * @param timeout how long each may take
 */
public record ConnectRamp(double perSecond, Duration timeout) {

  /** A thousand a second, each within 20 s. */
  public static final ConnectRamp USUAL = new ConnectRamp(1_000, Duration.ofSeconds(20));

  /** Checks the rate. */
  public ConnectRamp {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "connects per second must be above 0, but is " + perSecond);
    }
  }

  /** From one connect to the next, in ns. */
  double gapNanos() {
    return 1e9 / perSecond;
  }
}
