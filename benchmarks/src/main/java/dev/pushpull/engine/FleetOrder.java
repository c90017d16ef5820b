package dev.pushpull.engine;

import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the clients of a fleet listen to, and how.
 *
 * @param strategy how they learn of updates
 * @param feeds one for each client: absolute {@code http} or {@code https} addresses, their hosts
 *     literal addresses
 * @param timeout how long an answer, a connect or an orderly close may take, beyond any wait
 * @param sources local addresses to connect from, taken in turn; none: the system's choice
 */
public record FleetOrder(
    Strategy strategy, List<URI> feeds, Duration timeout, List<InetAddress> sources) {

  /** Copies the lists. */
  public FleetOrder {
    feeds = List.copyOf(feeds);
    sources = List.copyOf(sources);
  }

  /** From addresses of the system's choice. */
  public FleetOrder(Strategy strategy, List<URI> feeds, Duration timeout) {
    this(strategy, feeds, timeout, List.of());
  }

  /** One client's part. */
  public SubscriberOrder client(int client, FeedKind kind) {
    return new SubscriberOrder(
        strategy, feeds.get(client), Strategy.LongPoll.WAIT, timeout, kind, source(client));
  }

  private Optional<InetAddress> source(int client) {
    return sources.isEmpty() ? Optional.empty() : Optional.of(sources.get(client % sources.size()));
  }
}
