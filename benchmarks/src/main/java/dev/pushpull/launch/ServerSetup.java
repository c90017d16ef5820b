package dev.pushpull.launch;

import dev.pushpull.spec.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server JVM is to be. Its clients publish as often as they like: those that do are ours.
 *
 * @param protocol what it speaks
 * @param pem its certificate and private key; there if the protocol has TLS. The server gets it by
 *     its standard input, so that it is neither on disk nor in a list of processes
 * @param maxConnections how many connections it must take
 * @param idleTimeout how long a connection may be silent
 * @param maxPublishesPerSecond how many updates its clients may publish
 */
public record ServerSetup(
    Protocol protocol,
    Optional<String> pem,
    int maxConnections,
    Duration idleTimeout,
    int maxPublishesPerSecond) {

  private static final int MOST_PUBLISHES_PER_SECOND = 10_000_000;

  /** A server whose clients publish as often as they like. */
  public ServerSetup(
      Protocol protocol, Optional<String> pem, int maxConnections, Duration idleTimeout) {
    this(protocol, pem, maxConnections, idleTimeout, MOST_PUBLISHES_PER_SECOND);
  }

  List<String> options() {
    return List.of(
        "--child",
        "--protocol",
        protocol.toString(),
        "--max-connections",
        Integer.toString(maxConnections),
        "--idle-timeout",
        Long.toString(idleTimeout.toSeconds()),
        "--max-publishes",
        Integer.toString(maxPublishesPerSecond));
  }

  /** Without the key, which is not for logs. */
  @Override
  public String toString() {
    return "ServerSetup[%s, %d connections, idle for %s at most]"
        .formatted(protocol, maxConnections, idleTimeout);
  }
}
