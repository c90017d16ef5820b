package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounter;
import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.CountingSocketFactory;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * What one subscriber has for itself: a pool of one connection, a dispatcher that nobody else can
 * fill, and its counted sockets. Safe from any thread.
 */
final class Device {

  private final OkHttpClient client;
  private final ByteCounter bytes;
  private final CountingSocketFactory sockets;
  private final ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.DAYS);
  private final Request request;

  /**
   * @param base settings that all share
   * @param threads where WebSockets are read
   * @param callTimeout from asking to the end of the answer, or to the stream's opening
   */
  Device(
      OkHttpClient base,
      ExecutorService threads,
      SubscriberOrder order,
      Duration callTimeout,
      SubscriberListener listener) {
    bytes = new ByteCounter();
    sockets = new CountingSocketFactory(bytes, listener::onConnectionOpened);
    request =
        new Request.Builder()
            .url(order.feed().toString())
            .header("User-Agent", "pushpull")
            // Else OkHttp asks for gzip.
            .header("Accept-Encoding", "identity")
            .build();
    client =
        base.newBuilder()
            .dispatcher(new Dispatcher(threads))
            .connectionPool(pool)
            .socketFactory(sockets)
            .connectTimeout(order.timeout())
            .callTimeout(callTimeout)
            .webSocketCloseTimeout(order.timeout())
            .build();
  }

  /** A plain GET of the feed. */
  Request request() {
    return request;
  }

  Call call(Request of) {
    return client.newCall(of);
  }

  WebSocket webSocket(WebSocketListener listener) {
    return client.newWebSocket(request, listener);
  }

  boolean isConnected() {
    return sockets.isOpen();
  }

  ByteCounter bytes() {
    return bytes;
  }

  ByteCounts total() {
    return bytes.total();
  }

  /** Closes the idle connection. */
  void close() {
    pool.evictAll();
  }
}
