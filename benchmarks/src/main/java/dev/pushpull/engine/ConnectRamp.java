package dev.pushpull.engine;

import dev.pushpull.spec.Setup;
import java.time.Duration;

/**
 * How the clients of a fleet connect.
 *
 * @param perSecond how many begin to connect each second, above 0
 * @param timeout how long each may take
 */
public record ConnectRamp(double perSecond, Duration timeout) {

  /** Of the usual setup. */
  public static final ConnectRamp USUAL = of(Setup.USUAL);

  /** Checks the rate. */
  public ConnectRamp {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "connects per second must be above 0, but is " + perSecond);
    }
  }

  /** As a sweep asks for it. */
  public static ConnectRamp of(Setup setup) {
    return new ConnectRamp(setup.connectsPerSecond(), setup.connectTimeout());
  }

  /** From one connect to the next, in ns. */
  public double gapNanos() {
    return 1e9 / perSecond;
  }
}
