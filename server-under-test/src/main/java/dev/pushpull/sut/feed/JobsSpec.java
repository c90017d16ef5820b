package dev.pushpull.sut.feed;

import dev.pushpull.sut.schedule.ServiceTime;

/**
 * How jobs go.
 *
 * @param service from acceptance to end
 * @param failurePercent how many of a hundred jobs fail, drawn for each, 0 to 100
 * @param maxLive unfinished jobs that there may be at once, 1 to {@value #MAX_LIVE}
 * @param seed of service times and failures: the n-th job since these settings has the same
 * @param keepSeconds for how long a finished job's feed can be read, 1 to {@value
 *     #MAX_KEEP_SECONDS}
 */
public record JobsSpec(
    ServiceTime service, int failurePercent, int maxLive, long seed, int keepSeconds) {

  /** The most jobs that may be allowed to be unfinished at once. */
  public static final int MAX_LIVE = 20_000;

  /** The longest that a finished job may be kept, an hour. */
  public static final int MAX_KEEP_SECONDS = 3_600;

  /** Checks each bound; the message names the key, the bound and the value. */
  public JobsSpec {
    check("failurePercent", failurePercent, 0, 100);
    check("maxLive", maxLive, 1, MAX_LIVE);
    check("keepSeconds", keepSeconds, 1, MAX_KEEP_SECONDS);
  }

  private static void check(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, but is %d".formatted(key, min, max, value));
    }
  }
}
