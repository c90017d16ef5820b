package dev.pushpull.trial;

import java.time.Duration;

/**
 * What comes before the subscribers.
 *
 * @param burnNanos how long both JVMs are kept busy
 * @param compilersNanos how long their compilers may then take, at most, to finish
 * @param baselineNanos how long the server's cost without subscribers is read
 */
public record Heating(long burnNanos, long compilersNanos, long baselineNanos) {

  /** Long enough for the compilers to have done most of their work. */
  public static final Heating USUAL = ofMillis(1_500, 2_500, 300);

  public static Heating ofMillis(long burn, long compilers, long baseline) {
    return new Heating(millis(burn), millis(compilers), millis(baseline));
  }

  private static long millis(long ms) {
    return Duration.ofMillis(ms).toNanos();
  }
}
