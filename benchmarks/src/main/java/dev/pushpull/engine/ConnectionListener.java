package dev.pushpull.engine;

/** Hears what happens to a client's connections; what it does not override it does not mind. */
public interface ConnectionListener {

  /** A TCP connection was opened, the first or another. */
  default void onConnectionOpened() {}

  /** A TLS handshake was completed; reported with the first answer on that connection. */
  default void onSecured(TlsFacts tls) {}

  /** A connection that was held is gone without having been asked to, and another will be tried. */
  default void onReconnect() {}

  /**
   * Something failed: refused, reset, timed out, an answer that is no update.
   *
   * @param failure what, in one line
   */
  default void onFailure(String failure) {}
}
