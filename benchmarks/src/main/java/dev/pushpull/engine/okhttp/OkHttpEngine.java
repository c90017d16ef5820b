package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.JobFleet;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.JobPlan;
import dev.pushpull.engine.MemberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.PerClientFleet;
import dev.pushpull.engine.thread.StreamSubscriber;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.engine.thread.UpdateStream;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers made of OkHttp. All blocking is on virtual threads, at most two for each subscriber.
 */
public final class OkHttpEngine implements PerClientEngine {

  private final ExecutorService webSocketReaders;
  private final AtomicInteger subscribers = new AtomicInteger();
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
        .addNetworkInterceptor(chain -> Hints.hideRetryAfter(chain.proceed(chain.request())))
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
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    return subscriber(order, listener, new ByteCounter());
  }

  /** The same; adds its bytes to a counter. */
  Subscriber subscriber(SubscriberOrder order, SubscriberListener listener, ByteCounter bytes) {
    Device device = device(order, new ListenerGate(listener), bytes);
    return subscriber(device, _ -> {});
  }

  @Override
  public MemberFleet members(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    return new Members(
        order.feeds().size(),
        member -> chatMember(order.client(member, FeedKind.LOG), listeners.apply(member)));
  }

  @Override
  public JobFleet jobs(FleetOrder order, IntFunction<? extends JobListener> listeners) {
    return new Jobs(
        order.feeds().size(),
        client ->
            new OkHttpJobClient(
                this, order.client(client, FeedKind.VALUE), listeners.apply(client)));
  }

  /** A member of a room, a log feed. */
  OkHttpChatMember chatMember(SubscriberOrder order, SubscriberListener listener) {
    return order.strategy() instanceof Strategy.WebSocket
        ? new WebSocketMember(this, order, listener)
        : new PostMember(this, order, listener);
  }

  /** What the device's order asks for; {@code outgoing} is told of each WebSocket that opens. */
  Subscriber subscriber(Device device, Consumer<@Nullable WebSocket> outgoing) {
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
        device.listener,
        device.bytes,
        carrier.reader(),
        device.order.timeout().toNanos());
  }

  /** Its answers may take as long as the strategy lets the server wait. */
  Device device(SubscriberOrder order, ListenerGate gate, ByteCounter bytes) {
    boolean held = order.strategy() instanceof Strategy.LongPoll;
    Duration wait = held ? order.longPollWait() : Duration.ZERO;
    return device(order, wait.plus(order.timeout()), gate, bytes);
  }

  /** Its answers may take so long. */
  Device device(SubscriberOrder order, Duration callTimeout, ListenerGate gate, ByteCounter bytes) {
    return new Device(base, carrier, webSocketReaders, order, callTimeout, gate, bytes);
  }

  /** A thread's name, unlike any other. */
  String name(String kind) {
    return kind + "-" + subscribers.incrementAndGet();
  }

  @Override
  public void close() {
    webSocketReaders.shutdownNow();
  }

  private static final class Members extends PerClientFleet<OkHttpChatMember>
      implements MemberFleet {

    Members(int count, IntFunction<OkHttpChatMember> made) {
      super(count, made);
    }

    @Override
    public void start(int member, PollSchedule schedule) {
      client(member).start(schedule);
    }

    @Override
    public void send(int member, String payload) {
      client(member).send(payload);
    }

    @Override
    public boolean isSending() {
      return any(OkHttpChatMember::isSending);
    }

    @Override
    public boolean cut(int member) {
      return client(member).cut();
    }
  }

  private static final class Jobs extends PerClientFleet<OkHttpJobClient> implements JobFleet {

    Jobs(int count, IntFunction<OkHttpJobClient> made) {
      super(count, made);
    }

    @Override
    public void start(int client, JobPlan plan) {
      client(client).start(plan);
    }

    @Override
    public void stopSubmitting() {
      each(OkHttpJobClient::stopSubmitting);
    }

    @Override
    public boolean isSubmitting() {
      return any(OkHttpJobClient::isSubmitting);
    }

    @Override
    public boolean isBusy() {
      return any(OkHttpJobClient::isBusy);
    }
  }
}
