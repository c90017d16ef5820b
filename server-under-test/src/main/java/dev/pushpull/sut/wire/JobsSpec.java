package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.pushpull.sut.schedule.ServiceTime;
import org.jspecify.annotations.Nullable;

/**
 * How jobs go; what {@code POST /jobs} takes, and answers with all that was left out.
 *
 * @param service from a job's acceptance to its end; in JSON as {@link ServiceTime#parse} reads it
 * @param failurePercent how many of a hundred jobs fail, drawn for each, 0 to 100
 * @param maxLive unfinished jobs that there may be at once, 1 to {@value #MAX_LIVE}; in JSON
 *     {@value #DEFAULT_LIVE} unless told otherwise
 * @param seed of service times and failures: the n-th job since this order has the same
 * @param keepSeconds for how long a finished job's feed can be read, 1 to {@value
 *     #MAX_KEEP_SECONDS}; in JSON {@value #DEFAULT_KEPT_SECONDS} unless told otherwise
 */
public record JobsSpec(
    @JsonSerialize(using = ToStringSerializer.class) ServiceTime service,
    int failurePercent,
    int maxLive,
    long seed,
    int keepSeconds) {

  /** The most jobs that may be allowed to be unfinished at once. */
  public static final int MAX_LIVE = 20_000;

  /** The longest that a finished job may be kept, an hour. */
  public static final int MAX_KEEP_SECONDS = 3_600;

  /** Unfinished jobs at once, unless it is told otherwise. */
  public static final int DEFAULT_LIVE = 1_000;

  /** How long a finished job is kept, unless it is told otherwise. */
  public static final int DEFAULT_KEPT_SECONDS = 60;

  /** Checks each bound; the message names the key, the bound and the value. */
  public JobsSpec {
    Bounds.check("failurePercent", failurePercent, 0, 100);
    Bounds.check("maxLive", maxLive, 1, MAX_LIVE);
    Bounds.check("keepSeconds", keepSeconds, 1, MAX_KEEP_SECONDS);
  }

  /** From a JSON object's members. */
  @JsonCreator
  static JobsSpec of(
      @JsonProperty(value = "service", required = true) String service,
      @JsonProperty("failurePercent") int failurePercent,
      @JsonProperty("maxLive") @Nullable Integer maxLive,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("keepSeconds") @Nullable Integer keepSeconds) {
    return new JobsSpec(
        ServiceTime.parse(service),
        failurePercent,
        maxLive == null ? DEFAULT_LIVE : maxLive,
        seed == null ? 1 : seed,
        keepSeconds == null ? DEFAULT_KEPT_SECONDS : keepSeconds);
  }
}
