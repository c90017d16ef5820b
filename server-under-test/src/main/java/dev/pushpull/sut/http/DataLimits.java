package dev.pushpull.sut.http;

import java.time.Duration;

/**
 * What the data listener grants its clients.
 *
 * @param maxWait the longest long poll; a longer wish is cut to it
 * @param maxParked long polls that may wait at once; the next ones are answered 503
 * @param heartbeat how often an idle event stream gets a comment and a WebSocket a ping
 * @param webSocketIdle after which a WebSocket that was not heard of, no pong even, is closed
 * @param maxPublishesPerSecond by all clients together; beyond it 429, or 1013 on a WebSocket
 * @param clientsMayPublish whether POST and text frames publish at all
 */
public record DataLimits(
    Duration maxWait,
    int maxParked,
    Duration heartbeat,
    Duration webSocketIdle,
    int maxPublishesPerSecond,
    boolean clientsMayPublish) {

  /** What clients are granted unless it is said otherwise. */
  public static final DataLimits DEFAULT =
      new DataLimits(
          Duration.ofSeconds(60),
          50_000,
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          10_000,
          true);

  /** Checks that each is above 0. */
  public DataLimits {
    if (maxWait.toSeconds() < 1 || heartbeat.toMillis() < 1 || webSocketIdle.toMillis() < 1) {
      throw new IllegalArgumentException(
          "maxWait must be at least 1 s, heartbeat and webSocketIdle 1 ms, but are %s, %s and %s"
              .formatted(maxWait, heartbeat, webSocketIdle));
    }
    if (maxParked < 0 || maxPublishesPerSecond < 0) {
      throw new IllegalArgumentException(
          "maxParked and maxPublishesPerSecond must be at least 0, but are %d and %d"
              .formatted(maxParked, maxPublishesPerSecond));
    }
  }

  /** Another bound of how often clients publish. */
  public DataLimits withMaxPublishesPerSecond(int newMaxPublishesPerSecond) {
    return new DataLimits(
        maxWait, maxParked, heartbeat, webSocketIdle, newMaxPublishesPerSecond, clientsMayPublish);
  }
}
