package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pushpull.sut.schedule.ServiceTime;

/**
 * What {@code POST /jobs} takes, and answers with all that was left out: how jobs go from here on.
 *
 * @param service from a job's acceptance to its end, as {@link ServiceTime#parse} reads it
 * @param failurePercent how many of a hundred jobs fail
 * @param maxLive unfinished jobs that there may be at once, {@value #DEFAULT_LIVE} unless told
 *     otherwise
 * @param seed of service times and failures
 * @param keepSeconds for how long a finished job's feed can be read, {@value #DEFAULT_KEPT_SECONDS}
 *     unless told otherwise
 */
public record JobOrder(
    @JsonProperty(required = true) String service,
    int failurePercent,
    Integer maxLive,
    Long seed,
    Integer keepSeconds) {

  /** Unfinished jobs at once, unless it is told otherwise. */
  public static final int DEFAULT_LIVE = 1_000;

  /** How long a finished job is kept, unless it is told otherwise. */
  public static final int DEFAULT_KEPT_SECONDS = 60;

  /** Fills in what was left out. */
  @SuppressWarnings("NullAway") // what the other side left out is null here
  public JobOrder {
    maxLive = maxLive == null ? Integer.valueOf(DEFAULT_LIVE) : maxLive;
    seed = seed == null ? Long.valueOf(1) : seed;
    keepSeconds = keepSeconds == null ? Integer.valueOf(DEFAULT_KEPT_SECONDS) : keepSeconds;
  }

  /** All of it. */
  public JobOrder(
      ServiceTime service, int failurePercent, int maxLive, long seed, int keepSeconds) {
    this(service.toString(), failurePercent, maxLive, seed, keepSeconds);
  }
}
