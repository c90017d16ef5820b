package dev.pushpull.engine;

import dev.pushpull.spec.Protocol;
import java.util.Optional;

/**
 * What subscribers speak, whom they trust, and how they read what they get.
 *
 * @param protocol what they speak
 * @param tls the server that they trust; there if the protocol has TLS, and only then
 * @param reader of what the server sends
 */
public record Carrier(Protocol protocol, Optional<PinnedTls> tls, MessageReader reader) {

  /** HTTP/1.1 over TCP. */
  public static final Carrier PLAIN = new Carrier(Protocol.H1, Optional.empty());

  /** To our own server. */
  public Carrier(Protocol protocol, Optional<PinnedTls> tls) {
    this(protocol, tls, MessageReader.UPDATES);
  }

  /** Checks that there is someone to trust where it is needed. */
  public Carrier {
    if (protocol.isTls() != tls.isPresent()) {
      throw new IllegalArgumentException(
          "protocol %s %s a certificate to trust"
              .formatted(protocol, protocol.isTls() ? "needs" : "must not have"));
    }
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return protocol.isTls() ? "https" : "http";
  }
}
