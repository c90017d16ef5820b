package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.FeedSubscription;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.engine.thread.CountingSocketFactory;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.ListenerGate;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has for itself: a pool of one connection, a dispatcher that no other can
 * fill, and its counted sockets. Safe from any thread.
 */
final class OkHttpDevice extends Device {

  private static final Set<okhttp3.Protocol> HTTP_2 =
      EnumSet.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);

  private static final String RETRY_AFTER = "Retry-After";

  /** What a refusal's {@code Retry-After} is called behind {@link #hideRetryAfter}. */
  private static final String HIDDEN = "Pushpull-Retry-After";

  /** Makes calls and WebSockets on its connection. */
  final OkHttpClient client;

  /** Its sockets, of which the newest is its connection. */
  final CountingSocketFactory sockets;

  private final ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.DAYS);

  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean handshakeTold;
  private volatile Sent last = new Sent(null, null);

  /** The request that was sent last, so that one that is sent again is made once. */
  private record Sent(dev.pushpull.engine.@Nullable Request asked, @Nullable Request made) {}

  /**
   * @param base settings that all share
   * @param carrier what it speaks, and whom it trusts
   * @param threads where WebSockets are read
   * @param callTimeout from asking to the end of the answer, or to the stream's opening
   * @param bytes counts those of its sockets
   */
  OkHttpDevice(
      OkHttpClient base,
      Carrier carrier,
      ExecutorService threads,
      SubscriberOrder order,
      Duration callTimeout,
      ListenerGate listener,
      ByteCounter bytes) {
    super(carrier, order, listener, bytes);
    sockets = new CountingSocketFactory(bytes, this::onConnected, order.source());
    if (subscription.maxBytes() < Integer.MAX_VALUE) {
      sockets.limit(subscription.maxBytes());
    }
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

  /** Where one server's certificate alone is trusted, its name tells nothing more. */
  private static void secure(OkHttpClient.Builder own, PinnedTls tls) {
    own.sslSocketFactory(tls.newSocketFactory(), tls.trustManager());
    if (!tls.checksNames()) {
      own.hostnameVerifier((_, _) -> true);
    }
  }

  /** As OkHttp sends it. */
  Request made(dev.pushpull.engine.Request asked) {
    Sent before = last;
    Request same = before.made();
    if (same != null && before.asked() == asked) {
      return same;
    }
    var next =
        new Request.Builder()
            .url(asked.target().toString())
            .header("User-Agent", dev.pushpull.engine.Request.AGENT)
            // Else OkHttp asks for gzip.
            .header("Accept-Encoding", "identity");
    asked.headers().forEach(header -> next.header(header.name(), header.value()));
    if (!asked.method().equals("GET")) {
      next.method(asked.method(), RequestBody.create(asked.body(), null));
    }
    Request made = next.build();
    last = new Sent(asked, made);
    return made;
  }

  @Override
  public Answer call(dev.pushpull.engine.Request asked) throws IOException {
    sockets.wholeRead();
    try (Response response = client.newCall(made(asked)).execute()) {
      note(response);
      return new Answer(new Head(response), response.body().bytes());
    }
  }

  /** OkHttp asks again by itself when a 503 says {@code Retry-After: 0}, whatever its settings. */
  static Response hideRetryAfter(Response response) {
    String asked = response.header(RETRY_AFTER);
    Response.Builder hidden = response.newBuilder().removeHeader(RETRY_AFTER).removeHeader(HIDDEN);
    return (asked == null ? hidden : hidden.header(HIDDEN, asked)).build();
  }

  /** As it came. */
  record Head(Response response) implements AnswerHead {

    @Override
    public int status() {
      return response.code();
    }

    @Override
    public @Nullable String header(String name) {
      return response.header(name.equals(RETRY_AFTER) ? HIDDEN : name);
    }

    @Override
    public List<String> headers(String name) {
      return response.headers(name.equals(RETRY_AFTER) ? HIDDEN : name);
    }
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
    carrier.checkVersion(HTTP_2.contains(came), came.toString());
  }

  /** What a refusal says of a log; empty where its status says all. */
  static Answer problem(Response response) throws IOException {
    boolean saysMore = response.code() == FeedSubscription.GONE;
    return new Answer(new Head(response), saysMore ? response.body().bytes() : new byte[0]);
  }

  @Override
  public int opened() {
    return opened.get();
  }

  @Override
  public boolean isOpen() {
    return sockets.isOpen();
  }

  @Override
  public boolean cut() {
    return sockets.cut();
  }

  /** Cuts the connection, whatever it is used for; another may be opened then. */
  void reset() {
    sockets.cut();
    pool.evictAll();
  }

  @Override
  public void close() {
    sockets.closeOrderly();
    pool.evictAll();
  }
}
