package dev.pushpull.sut.feed;

import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
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
 * @param kind what it owes to who listens
 * @param retain how many updates a log feed keeps at most, 1 to {@value #MAX_RETAIN}; 1 for a value
 *     feed
 */
public record FeedSpec(
    String name,
    UpdateSource arrivals,
    long seed,
    int payloadBytes,
    int maxAgeSeconds,
    FeedKind kind,
    int retain) {

  /** The longest payload: with its JSON around it, it fits a WebSocket frame of 64 KiB. */
  public static final int MAX_PAYLOAD_BYTES = 60_000;

  /** The longest that an answer may say it may be kept, an hour. */
  public static final int MAX_AGE_SECONDS = 3_600;

  /** The most updates that a log feed may be asked to keep. */
  public static final int MAX_RETAIN = 100_000;

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
    if (retain < 1 || retain > MAX_RETAIN) {
      throw new IllegalArgumentException(
          "retain must be 1 to %d, but is %d".formatted(MAX_RETAIN, retain));
    }
    if (kind == FeedKind.VALUE && retain != 1) {
      throw new IllegalArgumentException(
          "retain must be 1 for a value feed, which keeps the newest update only, but is "
              + retain);
    }
  }

  /** A value feed. */
  public FeedSpec(
      String name, UpdateSource arrivals, long seed, int payloadBytes, int maxAgeSeconds) {
    this(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.VALUE, 1);
  }

  /** A value feed whose answers may not be kept. */
  public FeedSpec(String name, UpdateSource arrivals, long seed, int payloadBytes) {
    this(name, arrivals, seed, payloadBytes, 0);
  }

  /** The same as a log feed. */
  public FeedSpec asLog(int newRetain) {
    return new FeedSpec(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.LOG, newRetain);
  }
}
