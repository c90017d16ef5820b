package dev.pushpull.target;

import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Setup;
import java.time.Duration;
import java.util.List;

/**
 * What a server JVM is to be. Its clients publish as often as they like: those that do are ours.
 *
 * @param protocol what it speaks
 * @param maxConnections how many connections it must take
 * @param idleTimeout how long a connection may be silent
 * @param heapMib its heap, all of it from the start
 */
public record ServerSetup(
    Protocol protocol, int maxConnections, Duration idleTimeout, int heapMib) {

  private static final int MAX_PUBLISHES_PER_SECOND = 10_000_000;

  /** A server with the heap that all have unless told otherwise. */
  public ServerSetup(Protocol protocol, int maxConnections, Duration idleTimeout) {
    this(protocol, maxConnections, idleTimeout, Setup.USUAL.serverHeapMib());
  }

  List<String> options() {
    return List.of(
        "--child --protocol %s --max-connections %s --idle-timeout %s --max-publishes %s"
            .formatted(protocol, maxConnections, idleTimeout.toSeconds(), MAX_PUBLISHES_PER_SECOND)
            .split(" ", -1));
  }
}
