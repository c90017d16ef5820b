package dev.pushpull.engine;

import dev.pushpull.spec.Protocol;
import java.io.IOException;
import java.util.Optional;

/**
 * What subscribers speak, whom they trust, and how they speak with it.
 *
 * @param protocol what they speak
 * @param tls the server that they trust; there if the protocol has TLS, and only then
 * @param subscriptions what a client asks, and how it reads what it gets
 */
public record Carrier(Protocol protocol, Optional<PinnedTls> tls, Subscriptions subscriptions) {

  /** HTTP/1.1 over TCP. */
  public static final Carrier PLAIN = new Carrier(Protocol.H1, Optional.empty());

  /** Makes the subscription of each client. Safe from any thread. */
  @FunctionalInterface
  public interface Subscriptions {

    /**
     * Of a client that holds nothing yet.
     *
     * @param order what it listens to
     * @param listener hears of each update
     */
    Subscription of(SubscriberOrder order, SubscriberListener listener);
  }

  /** To our own server. */
  public Carrier(Protocol protocol, Optional<PinnedTls> tls) {
    this(protocol, tls, MessageReader.UPDATES);
  }

  /** To one that differs from our own by its messages. */
  public Carrier(Protocol protocol, Optional<PinnedTls> tls, MessageReader reader) {
    this(protocol, tls, (order, listener) -> new FeedSubscription(order, reader, listener));
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

  /**
   * Checks that messages are compressed as they are meant to be.
   *
   * @param agreed whether the server agreed to compress them
   * @throws IOException if that is not what was asked for
   */
  public void checkDeflate(boolean agreed) throws IOException {
    boolean asked = protocol.deflates();
    if (asked != agreed) {
      throw new IOException(
          "the server %s messages, but compression was %srequested"
              .formatted(asked ? "does not compress" : "compresses", asked ? "" : "not "));
    }
  }

  /**
   * Checks that an answer came over the version of HTTP that is to be spoken.
   *
   * @param http2 whether it came over HTTP/2
   * @param came what it came over, in words
   * @throws IOException if it is another
   */
  public void checkVersion(boolean http2, String came) throws IOException {
    if (protocol.isHttp2() != http2) {
      throw new IOException(
          "the server answered over %s, not %s".formatted(came, http2 ? "HTTP/1.1" : "HTTP/2"));
    }
  }
}
