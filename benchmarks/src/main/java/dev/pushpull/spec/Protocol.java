package dev.pushpull.spec;

import java.util.Optional;

/**
 * What carries requests and messages. Permessage-deflate belongs here and not to the strategy: it
 * changes what goes over the wire and nothing of how a client learns of updates.
 */
public enum Protocol {
  /** HTTP/1.1 over TCP. */
  H1("h1"),
  /** HTTP/1.1 over TLS. */
  H1_TLS("h1-tls"),
  /** HTTP/2 over TLS, agreed on by ALPN. */
  H2("h2"),
  /** HTTP/2 over TCP, with prior knowledge. */
  H2C("h2c"),
  /** HTTP/1.1 over TCP, WebSocket messages compressed by permessage-deflate (RFC 7692). */
  H1_DEFLATE("h1+deflate"),
  /** HTTP/1.1 over TLS, WebSocket messages compressed by permessage-deflate. */
  H1_TLS_DEFLATE("h1-tls+deflate");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /**
   * Reads a label, such as {@code h1-tls}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Protocol parse(String text) {
    return Settings.named("protocol", Protocol.class, text);
  }

  /** Whether all of it goes through TLS. */
  public boolean isTls() {
    return this == H1_TLS || this == H2 || this == H1_TLS_DEFLATE;
  }

  /** Whether it is HTTP/2; else it is HTTP/1.1. */
  public boolean isHttp2() {
    return this == H2 || this == H2C;
  }

  /** Whether WebSocket messages are compressed. */
  public boolean deflates() {
    return this == H1_DEFLATE || this == H1_TLS_DEFLATE;
  }

  /** Why a strategy cannot be measured over it; empty if it can. */
  public Optional<String> refusal(Strategy strategy) {
    boolean webSocket = strategy instanceof Strategy.WebSocket;
    if (isHttp2() && webSocket) {
      return Optional.of("WebSocket is supported only over HTTP/1.1, so use h1 or h1-tls");
    }
    return deflates() && !webSocket
        ? Optional.of("compression is supported only for WebSocket, so use h1 or h1-tls")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return label;
  }
}
