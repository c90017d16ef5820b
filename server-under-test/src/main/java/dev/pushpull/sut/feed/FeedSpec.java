package dev.pushpull.sut.feed;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.regex.Pattern;

/**
 * What a feed is made of.
 *
 * @param name letters, digits, dot, underscore and hyphen, 1 to 64 of them
 * @param arrivals what makes its updates
 * @param seed of its arrivals and payloads
 * @param payloadBytes length of each payload, 0 to {@value #MAX_PAYLOAD_BYTES}
 * @param maxAgeSeconds for how long its answers say that they may be kept, 0 to {@value
 *     #MAX_AGE_SECONDS}; 0 for not at all
 */
public record FeedSpec(
    String name, Arrivals arrivals, long seed, int payloadBytes, int maxAgeSeconds) {

  /** The longest payload: with its JSON around it, it fits a WebSocket frame of 64 KiB. */
  public static final int MAX_PAYLOAD_BYTES = 60_000;

  /** The longest that an answer may say it may be kept, an hour. */
  public static final int MAX_AGE_SECONDS = 3_600;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Checks each bound; the message names the key, the bound and the value. */
  public FeedSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 of A-Z a-z 0-9 . _ -, but is '" + name + "'");
    }
    if (payloadBytes < 0 || payloadBytes > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payloadBytes must be 0 to %d, but is %d".formatted(MAX_PAYLOAD_BYTES, payloadBytes));
    }
    if (maxAgeSeconds < 0 || maxAgeSeconds > MAX_AGE_SECONDS) {
      throw new IllegalArgumentException(
          "maxAgeSeconds must be 0 to %d, but is %d".formatted(MAX_AGE_SECONDS, maxAgeSeconds));
    }
  }

  /** A feed whose answers may not be kept. */
  public FeedSpec(String name, Arrivals arrivals, long seed, int payloadBytes) {
    this(name, arrivals, seed, payloadBytes, 0);
  }
}
