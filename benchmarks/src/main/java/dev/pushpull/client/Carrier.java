package dev.pushpull.client;

import dev.pushpull.spec.Protocol;
import java.util.Optional;

/**
 * What subscribers speak, and whom they trust.
 *
 * @param protocol what they speak
 * @param tls the server that they trust; there if the protocol has TLS, and only then
 */
public record Carrier(Protocol protocol, Optional<PinnedTls> tls) {

  /** HTTP/1.1 over TCP. */
  public static final Carrier PLAIN = new Carrier(Protocol.H1, Optional.empty());

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
