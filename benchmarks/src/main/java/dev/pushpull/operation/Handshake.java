package dev.pushpull.operation;

import java.util.List;

/**
 * A handshake, step by step.
 *
 * @param title such as {@code WebSocket over TLS}
 * @param protocol as in {@code --protocol}
 * @param rounds how many were timed
 * @param steps in order
 */
public record Handshake(String title, String protocol, int rounds, List<HandshakeStep> steps) {

  /** Copies the list. */
  public Handshake {
    steps = List.copyOf(steps);
  }
}
