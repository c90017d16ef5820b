package dev.pushpull.sut.net;

import java.util.Optional;

/**
 * How a listener is reached.
 *
 * @param protocol what it speaks
 * @param deflate whether WebSocket messages are compressed for who offers permessage-deflate
 * @param certificate what it shows; there if the protocol has TLS, and only then
 */
public record Transport(
    WireProtocol protocol, boolean deflate, Optional<ServerCertificate> certificate) {

  /** HTTP/1.1 over TCP, and nothing compressed. */
  public static final Transport PLAIN = new Transport(WireProtocol.H1, false, Optional.empty());

  /** Checks that a certificate is there where it is needed. */
  public Transport {
    if (protocol.isTls() != certificate.isPresent()) {
      throw new IllegalArgumentException(
          "protocol %s %s a certificate"
              .formatted(protocol, protocol.isTls() ? "requires" : "does not use"));
    }
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return protocol.isTls() ? "https" : "http";
  }

  /** Such as {@code h1} or {@code h1-tls+deflate}. */
  @Override
  public String toString() {
    return protocol + (deflate ? "+deflate" : "");
  }
}
