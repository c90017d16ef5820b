package dev.pushpull.launch;

import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;

/**
 * A feed to create.
 *
 * @param name of letters, digits, dot, dash, underscore
 * @param arrivals what makes its updates
 * @param seed of arrivals and payloads
 * @param payloadBytes length of each payload
 * @param maxAgeSeconds how long its answers say that they may be kept; 0 for no such word
 * @param kind whether it keeps its newest update, or a log
 * @param retain how many updates a log feed keeps at most; 1 for a value feed
 */
public record FeedOrder(
    String name,
    UpdateSource arrivals,
    long seed,
    int payloadBytes,
    int maxAgeSeconds,
    FeedKind kind,
    int retain) {

  /** A value feed. */
  public FeedOrder(
      String name, UpdateSource arrivals, long seed, int payloadBytes, int maxAgeSeconds) {
    this(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.VALUE, 1);
  }
}
