package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.DeviceEngine;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.RequestSubscriber;
import dev.pushpull.engine.thread.StreamSubscriber;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.engine.thread.UpdateStream;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/**
 * Subscribers made of OkHttp. All blocking is on virtual threads, at most two for each subscriber.
 */
public final class OkHttpEngine extends DeviceEngine {

  private final ExecutorService webSocketReaders;
  private final Carrier carrier;
  private final OkHttpClient base;

  /** Uses the given protocol. */
  public OkHttpEngine(Carrier carrier) {
    this(
        carrier,
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("websocket-reader-", 0).factory()));
  }

  /** Reads WebSockets on other threads, which end with it. */
  OkHttpEngine(Carrier carrier, ExecutorService webSocketReaders) {
    this.carrier = carrier;
    this.webSocketReaders = webSocketReaders;
    this.base = base(carrier.protocol());
  }

  /**
   * The settings that all devices share: nothing that OkHttp would do on its own account. No retry,
   * no redirect, no second address or route, no proxy, no cache, no ping; and no time limit but the
   * one on a whole call, which each device sets.
   */
  private static OkHttpClient base(Protocol protocol) {
    return new OkHttpClient.Builder()
        .protocols(protocols(protocol))
        .connectionSpecs(
            List.of(protocol.isTls() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
        .proxy(Proxy.NO_PROXY)
        .dns(host -> List.of(InetAddress.getByName(host)))
        .retryOnConnectionFailure(false)
        // Connects on the calling thread; one address leaves nothing to race.
        .fastFallback(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(chain -> OkHttpDevice.hideRetryAfter(chain.proceed(chain.request())))
        .pingInterval(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  private static List<okhttp3.Protocol> protocols(Protocol protocol) {
    return switch (protocol) {
      case H1, H1_TLS, H1_DEFLATE, H1_TLS_DEFLATE -> List.of(okhttp3.Protocol.HTTP_1_1);
      // OkHttp offers both or nothing; a device refuses the one that was not asked for.
      case H2 -> List.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.HTTP_1_1);
      case H2C -> List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);
    };
  }

  @Override
  protected Subscriber subscriber(Device of, Device.Outgoing outgoing) {
    var device = (OkHttpDevice) of;
    return switch (device.order.strategy()) {
      case Strategy.Poll _ -> new RequestSubscriber(name("poll"), device);
      case Strategy.LongPoll _ -> new RequestSubscriber(name("long-poll"), device);
      case Strategy.ServerSentEvents _ -> stream("sse", new OkHttpEventStream(device), device);
      case Strategy.WebSocket _ ->
          stream("websocket", new OkHttpWebSocketStream(device, outgoing), device);
    };
  }

  private Subscriber stream(String kind, UpdateStream stream, Device device) {
    return new StreamSubscriber(
        name(kind),
        stream,
        device.subscription,
        device.listener,
        device.bytes,
        device.order.timeout().toNanos());
  }

  @Override
  protected OkHttpDevice device(
      SubscriberOrder order, Duration callTimeout, ListenerGate gate, ByteCounter bytes) {
    return new OkHttpDevice(base, carrier, webSocketReaders, order, callTimeout, gate, bytes);
  }

  @Override
  public void close() {
    webSocketReaders.shutdownNow();
  }
}
