package dev.pushpull.sut.net;

/** What a listener speaks. */
public enum WireProtocol {
  /** HTTP/1.1 over TCP. */
  H1("h1", false, false),
  /** HTTP/1.1 over TLS. */
  H1_TLS("h1-tls", true, false),
  /** HTTP/2 over TLS, agreed on by ALPN; a client that offers it not gets HTTP/1.1. */
  H2("h2", true, true),
  /** HTTP/2 over TCP with prior knowledge; a client without it gets HTTP/1.1. */
  H2C("h2c", false, true);

  private final String label;
  private final boolean tls;
  private final boolean http2;

  WireProtocol(String label, boolean tls, boolean http2) {
    this.label = label;
    this.tls = tls;
    this.http2 = http2;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static WireProtocol parse(String text) {
    for (WireProtocol protocol : values()) {
      if (protocol.label.equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "protocol must be h1, h1-tls, h2 or h2c, but is '" + text + "'");
  }

  /** Whether all of it goes through TLS. */
  public boolean isTls() {
    return tls;
  }

  /** Whether HTTP/2 is spoken to who knows it. */
  public boolean isHttp2() {
    return http2;
  }

  @Override
  public String toString() {
    return label;
  }
}
