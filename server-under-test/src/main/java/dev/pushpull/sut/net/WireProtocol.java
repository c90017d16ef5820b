package dev.pushpull.sut.net;

import java.util.Locale;

/** What a listener speaks. */
public enum WireProtocol {
  /** HTTP/1.1 over TCP. */
  H1,
  /** HTTP/1.1 over TLS. */
  H1_TLS,
  /** HTTP/2 over TLS, agreed on by ALPN; a client that offers it not gets HTTP/1.1. */
  H2,
  /** HTTP/2 over TCP with prior knowledge; a client without it gets HTTP/1.1. */
  H2C;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static WireProtocol parse(String text) {
    for (WireProtocol protocol : values()) {
      if (protocol.toString().equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "protocol must be h1, h1-tls, h2 or h2c, but is '" + text + "'");
  }

  /** Whether all of it goes through TLS. */
  public boolean isTls() {
    return this == H1_TLS || this == H2;
  }

  /** Whether HTTP/2 is spoken to who knows it. */
  public boolean isHttp2() {
    return this == H2 || this == H2C;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
