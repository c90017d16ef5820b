package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.engine.thread.CountingSocketFactory;
import dev.pushpull.engine.thread.ListenerGate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What one subscriber has for itself: a pool of one connection, a dispatcher that no other can
 * fill, and its counted sockets. Safe from any thread.
 */
final class Device {

  private static final Set<okhttp3.Protocol> HTTP_2 =
      EnumSet.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);

  /** Makes calls and WebSockets on its connection. */
  final OkHttpClient client;

  /** Counts those of its sockets. */
  final ByteCounter bytes;

  /** Its sockets, of which the newest is its connection. */
  final CountingSocketFactory sockets;

  private final ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.DAYS);

  /** What it speaks, and how it reads what it gets. */
  final Carrier carrier;

  /** What it listens to, and how. */
  final SubscriberOrder order;

  /** Who hears of its connections. */
  final ListenerGate listener;

  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean handshakeTold;

  /** A plain GET of the feed. */
  final Request request;

  /** How it asks the server to hold a request (RFC 7240, section 4.3). */
  final String prefer;

  /**
   * @param base settings that all share
   * @param carrier what it speaks, and whom it trusts
   * @param threads where WebSockets are read
   * @param callTimeout from asking to the end of the answer, or to the stream's opening
   * @param bytes counts those of its sockets
   */
  Device(
      OkHttpClient base,
      Carrier carrier,
      ExecutorService threads,
      SubscriberOrder order,
      Duration callTimeout,
      ListenerGate listener,
      ByteCounter bytes) {
    this.carrier = carrier;
    this.order = order;
    this.listener = listener;
    this.bytes = bytes;
    sockets = new CountingSocketFactory(bytes, this::onConnected, order.source());
    request =
        new Request.Builder()
            .url(order.feed().toString())
            .header("User-Agent", "pushpull")
            // Else OkHttp asks for gzip.
            .header("Accept-Encoding", "identity")
            .build();
    prefer = "wait=" + order.longPollWait().toSeconds();
    OkHttpClient.Builder own =
        base.newBuilder()
            .dispatcher(new Dispatcher(threads))
            .connectionPool(pool)
            .socketFactory(sockets)
            .connectTimeout(order.timeout())
            .callTimeout(callTimeout)
            .webSocketCloseTimeout(order.timeout());
    carrier.tls().ifPresent(tls -> secure(own, tls));
    client = own.build();
  }

  private void onConnected() {
    opened.incrementAndGet();
    handshakeTold = false;
    listener.onConnectionOpened();
  }

  /** The certificate that is trusted is one server's alone, so that its name tells nothing more. */
  private static void secure(OkHttpClient.Builder own, PinnedTls tls) {
    own.sslSocketFactory(tls.newSocketFactory(), tls.trustManager())
        .hostnameVerifier((_, _) -> true);
  }

  /** A GET of what a log feed keeps from behind a version. */
  Request.Builder after(long version) {
    var url = request.url().newBuilder().setQueryParameter("after", Long.toString(version));
    return request.newBuilder().url(url.build());
  }

  /** A GET of another feed of its server. */
  Request requestOf(URI feed) {
    return request.newBuilder().url(feed.toString()).build();
  }

  /**
   * Takes note of what an answer came over.
   *
   * @throws IOException if it is not what was asked for
   */
  void note(Response response) throws IOException {
    Handshake handshake = response.handshake();
    okhttp3.Protocol came = response.protocol();
    if (handshake != null && !handshakeTold) {
      handshakeTold = true;
      listener.onSecured(
          new TlsFacts(
              handshake.tlsVersion().javaName(),
              handshake.cipherSuite().javaName(),
              came.toString()));
    }
    boolean http2 = carrier.protocol().isHttp2();
    if (HTTP_2.contains(came) != http2) {
      throw new IOException(
          "the server answered over %s, not %s".formatted(came, http2 ? "HTTP/2" : "HTTP/1.1"));
    }
  }

  /** How many connections were opened so far. */
  int opened() {
    return opened.get();
  }

  /** Cuts the connection, whatever it is used for; another may be opened then. */
  void reset() {
    sockets.cut();
    pool.evictAll();
  }

  /** Closes the idle connection, in an orderly way. */
  void close() {
    sockets.closeOrderly();
    pool.evictAll();
  }
}
