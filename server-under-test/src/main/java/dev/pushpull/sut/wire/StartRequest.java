package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What {@code POST /start} takes.
 *
 * @param delayNanos from now to the instant that all arrivals are relative to
 * @param skipNanos how much of every arrival process lies before that instant and makes no update
 */
public record StartRequest(@JsonProperty(required = true) long delayNanos, long skipNanos) {

  private static final long MAX_NANOS = 3_600_000_000_000L;

  /** Checks each bound; the message names the key, the bound and the value. */
  public StartRequest {
    Bounds.check("delayNanos", delayNanos, 0, MAX_NANOS);
    Bounds.check("skipNanos", skipNanos, 0, MAX_NANOS);
  }

  /** The instant, on the server's clock: an arrival at offset o is due at start + o − skip. */
  public record Answer(long startNanos) {}
}
