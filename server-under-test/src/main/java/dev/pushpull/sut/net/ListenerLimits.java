package dev.pushpull.sut.net;

import java.time.Duration;

/**
 * What a listener bears.
 *
 * @param maxConnections open at once; the next ones are answered 503, and those far beyond closed
 * @param maxHeaderBytes request line and headers together; beyond it 431
 * @param parseTimeout for a request's line and headers to be complete once they have begun
 * @param idleTimeout after which a connection is closed if no byte went either way
 */
public record ListenerLimits(
    int maxConnections, int maxHeaderBytes, Duration parseTimeout, Duration idleTimeout) {

  /** Checks that each is above 0. */
  public ListenerLimits {
    if (maxConnections < 1 || maxHeaderBytes < 256) {
      throw new IllegalArgumentException(
          "maxConnections must be at least 1 and maxHeaderBytes at least 256, but are %d and %d"
              .formatted(maxConnections, maxHeaderBytes));
    }
    if (parseTimeout.toMillis() < 1 || idleTimeout.toMillis() < 4) {
      throw new IllegalArgumentException(
          "parseTimeout must be at least 1 ms and idleTimeout at least 4 ms, but are %s and %s"
              .formatted(parseTimeout, idleTimeout));
    }
  }
}
