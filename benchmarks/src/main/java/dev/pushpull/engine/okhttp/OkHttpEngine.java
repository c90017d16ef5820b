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
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import okhttp3.OkHttpClient;

/**
 * Subscribers made of OkHttp. All blocking is on virtual threads, at most two for each subscriber.
 */
public final class OkHttpEngine implements PerClientEngine {

  private final ExecutorService webSocketReaders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("websocket-reader-", 0).factory());
  private final AtomicInteger subscribers = new AtomicInteger();
  private final Carrier carrier;
  private final OkHttpClient base;

  /** Uses the given protocol. */
  public OkHttpEngine(Carrier carrier) {
    this.carrier = carrier;
    this.base = BaseClient.create(carrier.protocol());
  }

  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    return subscriber(order, listener, new ByteCounter());
  }

  /** The same; adds its bytes to a counter. */
  public Subscriber subscriber(
      SubscriberOrder order, SubscriberListener listener, ByteCounter bytes) {
    Device device = device(order, new ListenerGate(listener), bytes);
    return subscriber(device, OkHttpWebSocketStream.Outgoing.NONE);
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
        client -> jobClient(order.client(client, FeedKind.VALUE), listeners.apply(client)));
  }

  /** A member of a room, a log feed; its listener hears of both of its connections. */
  OkHttpChatMember chatMember(SubscriberOrder order, SubscriberListener listener) {
    var gate = new EchoGate(listener);
    var bytes = new ByteCounter();
    Device listening = device(order, gate, bytes);
    Device sending = device(order, order.timeout(), gate, bytes);
    Outbox outbox;
    Subscriber subscriber;
    if (order.strategy() instanceof Strategy.WebSocket) {
      var frames = new FrameOutbox(name("outbox"), sending);
      outbox = frames;
      subscriber = subscriber(listening, frames);
    } else {
      outbox = new PostOutbox(name("outbox"), sending);
      subscriber = subscriber(listening, OkHttpWebSocketStream.Outgoing.NONE);
    }
    gate.showTo(outbox::seen);
    return new OkHttpChatMember(subscriber, listening, outbox, sending);
  }

  private OkHttpJobClient jobClient(SubscriberOrder order, JobListener listener) {
    var bytes = new ByteCounter();
    var gate = new ListenerGate(new NoJob(listener));
    Device device = device(order, order.timeout(), gate, bytes);
    var pushed = new PushedJobs(this, order, listener, bytes);
    return new OkHttpJobClient(name("jobs"), device, listener, pushed);
  }

  private Subscriber subscriber(Device device, OkHttpWebSocketStream.Outgoing outgoing) {
    return switch (device.order.strategy()) {
      case Strategy.Poll _ -> new RequestSubscriber(name("poll"), device, fetcher(device));
      case Strategy.LongPoll _ -> new RequestSubscriber(name("long-poll"), device, fetcher(device));
      case Strategy.ServerSentEvents _ -> stream("sse", new OkHttpEventStream(device), device);
      case Strategy.WebSocket _ ->
          stream("websocket", new OkHttpWebSocketStream(device, outgoing), device);
    };
  }

  private static Fetcher fetcher(Device device) {
    return switch (device.order.kind()) {
      case VALUE -> new Fetcher(device);
      case LOG -> new LogFetcher(device);
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

  private Device device(
      SubscriberOrder order, Duration callTimeout, ListenerGate gate, ByteCounter bytes) {
    return new Device(base, carrier, webSocketReaders, order, callTimeout, gate, bytes);
  }

  private String name(String kind) {
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
