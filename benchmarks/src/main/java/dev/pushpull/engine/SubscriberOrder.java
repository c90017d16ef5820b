package dev.pushpull.engine;

import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What one subscriber listens to, and how.
 *
 * @param strategy how it learns of updates
 * @param feed absolute {@code http} or {@code https} address of the feed, its host a literal
 *     address
 * @param longPollWait what a long poll asks the server to wait, whole seconds
 * @param timeout how long an answer, a connect or an orderly close may take, beyond any wait
 * @param kind whether it wants the newest update, or all from version 1 on, in order
 * @param source local address to connect from; empty: the system's choice
 */
public record SubscriberOrder(
    Strategy strategy,
    URI feed,
    Duration longPollWait,
    Duration timeout,
    FeedKind kind,
    Optional<InetAddress> source) {

  /** For the newest update. */
  public SubscriberOrder(Strategy strategy, URI feed, Duration longPollWait, Duration timeout) {
    this(strategy, feed, longPollWait, timeout, FeedKind.VALUE, Optional.empty());
  }

  /** The same of another feed of the same server. */
  public SubscriberOrder at(URI other) {
    return new SubscriberOrder(strategy, other, longPollWait, timeout, kind, source);
  }
}
