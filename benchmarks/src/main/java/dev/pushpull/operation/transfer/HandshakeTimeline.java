package dev.pushpull.operation.transfer;

import dev.pushpull.engine.PinnedTls;
import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.operation.wire.RawLink;
import dev.pushpull.spec.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Records step by step how a connection gets its first update: what is sent, when, and how many
 * bytes. Each kind has its own server and raw blocking sockets, and is repeated many times.
 *
 * <pre>
 *   client                                     server
 *     |── TCP connect ───────────────────────────|
 *     |── TLS handshake, full or resumed ────────|
 *     |── request's head ───────────────────────&gt;|
 *     |&lt;─ 101 or 200, its head ──────────────────|
 *     |&lt;─ first frame, or the document ──────────|
 * </pre>
 *
 * <p>Bytes are counted below TLS; a head and what follows it may share a packet, so the last step
 * often takes almost no time.
 */
public final class HandshakeTimeline {

  private static final int CONNECTIONS = 16;
  private static final int PAYLOAD_BYTES = 64;
  private static final int MAX_ROUNDS = 10_000;
  private static final String FEED = "story";
  private static final int SWITCHING = 101;

  private HandshakeTimeline() {}

  /**
   * Records WebSockets over TCP and TLS, and polls over HTTP/1.1 and HTTP/2.
   *
   * @param rounds how many handshakes of each kind are timed, after as many untimed ones; 1 to
   *     10,000
   * @throws OperationException if a server cannot be started or a connection fails
   */
  public static List<Handshake> tell(int rounds) {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException(
          "rounds must be 1 to %d, but are %d".formatted(MAX_ROUNDS, rounds));
    }
    var stories = new ArrayList<Handshake>();
    for (Protocol protocol : List.of(Protocol.H1, Protocol.H1_TLS, Protocol.H2)) {
      try (var server = OperationServer.start(protocol, CONNECTIONS)) {
        server.createFeed(FEED, PAYLOAD_BYTES);
        stories.addAll(tell(server, rounds));
      } catch (IOException e) {
        throw OperationException.told("a handshake over %s failed".formatted(protocol), e);
      }
    }
    return List.copyOf(stories);
  }

  private static List<Handshake> tell(OperationServer server, int rounds) throws IOException {
    return switch (server.carrier().protocol()) {
      case H1 ->
          List.of(
              told("WebSocket", server, false, rounds, HandshakeTimeline::webSocket),
              told("First poll", server, false, rounds, HandshakeTimeline::poll));
      case H1_TLS ->
          List.of(
              told("WebSocket over TLS", server, false, rounds, HandshakeTimeline::webSocket),
              told(
                  "WebSocket over TLS, resumed",
                  server,
                  true,
                  rounds,
                  HandshakeTimeline::webSocket));
      default -> List.of(told("First poll over HTTP/2", server, false, rounds, H2Steps::poll));
    };
  }

  /** The steps after the connection is open. */
  private interface Plot {
    void tell(OperationServer server, Steps steps) throws IOException;
  }

  private static Handshake told(
      String title, OperationServer server, boolean resumed, int rounds, Plot plot)
      throws IOException {
    Optional<SSLSocketFactory> tls =
        server
            .carrier()
            .tls()
            .map(trust -> resumed ? trust : trust.withoutResumption())
            .map(PinnedTls::newSocketFactory);
    String alpn = server.carrier().protocol().isHttp2() ? "h2" : "http/1.1";
    var all = new ArrayList<Steps>();
    for (int i = 0; i < 2 * rounds; i++) {
      try (var steps = Steps.connect(server, tls, alpn, resumed && i > 0)) {
        plot.tell(server, steps);
        all.add(steps);
      }
    }
    return new Handshake(
        title,
        server.carrier().protocol().toString(),
        rounds,
        Steps.medians(all.subList(rounds, all.size())));
  }

  private static void webSocket(OperationServer server, Steps steps) throws IOException {
    steps.send("request head sent", Heads.upgrade(server.feed(FEED)));
    steps.head("101 received", SWITCHING);
    steps.frame("first frame");
  }

  private static void poll(OperationServer server, Steps steps) throws IOException {
    steps.send("request head sent", Heads.poll(server.feed(FEED)));
    steps.head("answer head received", RawLink.OK);
    steps.rest("document");
  }
}
