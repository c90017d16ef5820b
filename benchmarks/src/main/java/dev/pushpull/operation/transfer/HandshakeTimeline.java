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
  private static final List<Kind> KINDS =
      List.of(
          new Kind("WebSocket", Protocol.H1, false, HandshakeTimeline::webSocket),
          new Kind("First poll", Protocol.H1, false, HandshakeTimeline::poll),
          new Kind("WebSocket over TLS", Protocol.H1_TLS, false, HandshakeTimeline::webSocket),
          new Kind(
              "WebSocket over TLS, resumed", Protocol.H1_TLS, true, HandshakeTimeline::webSocket),
          new Kind("First poll over HTTP/2", Protocol.H2, false, H2Steps::poll));

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
    var handshakes = new ArrayList<Handshake>();
    for (Protocol protocol : List.of(Protocol.H1, Protocol.H1_TLS, Protocol.H2)) {
      try (var server = OperationServer.start(protocol, CONNECTIONS)) {
        server.createFeed(FEED, PAYLOAD_BYTES);
        for (Kind kind : KINDS) {
          if (kind.protocol() == protocol) {
            handshakes.add(kind.measure(server, rounds));
          }
        }
      } catch (IOException e) {
        throw OperationException.told("a handshake over %s failed".formatted(protocol), e);
      }
    }
    return List.copyOf(handshakes);
  }

  /** What is done once the connection is open. */
  private interface Script {
    void run(OperationServer server, Steps steps) throws IOException;
  }

  /**
   * A kind of handshake.
   *
   * @param resumed whether TLS resumes the session of the connection before
   */
  private record Kind(String title, Protocol protocol, boolean resumed, Script script) {

    Handshake measure(OperationServer server, int rounds) throws IOException {
      Optional<SSLSocketFactory> tls =
          server
              .carrier()
              .tls()
              .map(trust -> resumed ? trust : trust.withoutResumption())
              .map(PinnedTls::newSocketFactory);
      String alpn = protocol.isHttp2() ? "h2" : "http/1.1";
      var all = new ArrayList<Steps>();
      for (int i = 0; i < 2 * rounds; i++) {
        try (var steps = Steps.connect(server, tls, alpn, resumed && i > 0)) {
          script.run(server, steps);
          all.add(steps);
        }
      }
      List<Steps> timed = all.subList(rounds, all.size());
      return new Handshake(title, protocol.toString(), rounds, Steps.medians(timed));
    }
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
