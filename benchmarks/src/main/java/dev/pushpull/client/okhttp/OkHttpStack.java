package dev.pushpull.client.okhttp;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.ChatMember;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.EachClient;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobFleet;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.MemberFleet;
import dev.pushpull.client.StreamSubscriber;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.UpdateStream;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import okhttp3.OkHttpClient;

/**
 * Subscribers made of OkHttp. All blocking is on virtual threads, at most two for each subscriber.
 */
public final class OkHttpStack implements ClientStack {

  private final ExecutorService webSocketReaders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("websocket-reader-", 0).factory());
  private final AtomicInteger subscribers = new AtomicInteger();
  private final Carrier carrier;
  private final OkHttpClient base;

  /** Speaks HTTP/1.1 over TCP. */
  public OkHttpStack() {
    this(Carrier.PLAIN);
  }

  /** Uses the given protocol. */
  public OkHttpStack(Carrier carrier) {
    this.carrier = carrier;
    this.base = BaseClient.create(carrier.protocol());
  }

  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    var gate = new ListenerGate(listener);
    return subscriber(order, device(order, gate), gate, OkHttpWebSocketStream.Outgoing.NONE);
  }

  @Override
  public Optional<MemberFleet> members(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    return Optional.of(
        EachClient.members(
            order.feeds().size(),
            member -> chatMember(order.client(member, FeedKind.LOG), listeners.apply(member))));
  }

  @Override
  public Optional<JobFleet> jobs(FleetOrder order, IntFunction<? extends JobListener> listeners) {
    return Optional.of(
        EachClient.jobs(
            order.feeds().size(),
            client -> jobClient(order.client(client, FeedKind.VALUE), listeners.apply(client))));
  }

  /**
   * Makes a member of a room that is not connected yet.
   *
   * @param order its room, a log feed, and how it gets the messages
   * @param listener notified of all that happens on any of its connections; see there for threads
   */
  public ChatMember chatMember(SubscriberOrder order, SubscriberListener listener) {
    var tap = new EchoTap(listener);
    var gate = new ListenerGate(tap);
    Device listening = device(order, gate);
    Device sending = device(order, order.timeout(), gate);
    long timeoutNanos = order.timeout().toNanos();
    if (order.strategy() instanceof Strategy.WebSocket) {
      var outbox = new FrameOutbox(name("outbox"), sending, gate);
      tap.showTo(outbox::seen);
      Subscriber subscriber = subscriber(order, listening, gate, outbox);
      return new OkHttpChatMember(subscriber, listening, outbox, sending, timeoutNanos);
    }
    var outbox = new PostOutbox(name("outbox"), sending, gate);
    tap.showTo(outbox::seen);
    Subscriber subscriber = subscriber(order, listening, gate, OkHttpWebSocketStream.Outgoing.NONE);
    return new OkHttpChatMember(subscriber, listening, outbox, sending, timeoutNanos);
  }

  private Subscriber subscriber(
      SubscriberOrder order,
      Device device,
      ListenerGate gate,
      OkHttpWebSocketStream.Outgoing outgoing) {
    long timeoutNanos = order.timeout().toNanos();
    return switch (order.strategy()) {
      case Strategy.Poll poll ->
          new PollSubscriber(
              name("poll"),
              device,
              fetcher(order, device, gate),
              gate,
              timeoutNanos,
              poll.conditional());
      case Strategy.LongPoll _ ->
          new LongPollSubscriber(
              name("long-poll"),
              device,
              fetcher(order, device, gate),
              gate,
              timeoutNanos,
              order.longPollWait());
      case Strategy.ServerSentEvents _ ->
          stream("sse", new OkHttpEventStream(device, order.kind()), device, gate, timeoutNanos);
      case Strategy.WebSocket _ ->
          stream(
              "websocket",
              new OkHttpWebSocketStream(
                  device, carrier.protocol().deflates(), order.kind(), outgoing),
              device,
              gate,
              timeoutNanos);
    };
  }

  private static Fetcher fetcher(SubscriberOrder order, Device device, ListenerGate gate) {
    return switch (order.kind()) {
      case VALUE -> new Fetcher(device, gate);
      case LOG -> new LogFetcher(device, gate);
    };
  }

  /** Its answers may take as long as the strategy lets the server wait. */
  private Device device(SubscriberOrder order, ListenerGate gate) {
    boolean held = order.strategy() instanceof Strategy.LongPoll;
    return device(order, held ? order.longPollWait().plus(order.timeout()) : order.timeout(), gate);
  }

  /**
   * Makes a client that submits jobs and is not connected yet.
   *
   * @param order a feed that its first request asks for, and how it watches its jobs
   * @param listener notified of all that happens; see there for threads
   */
  public JobClient jobClient(SubscriberOrder order, JobListener listener) {
    var told = new ToldJobs(this, this::heldDevice, order, listener);
    Device device = device(order, order.timeout(), new ListenerGate(new NoJob(listener)));
    return new OkHttpJobClient(name("jobs"), order, device, listener, told);
  }

  /** For requests that the server may hold. */
  private Device heldDevice(SubscriberOrder order, SubscriberListener listener) {
    Duration longest = order.longPollWait().plus(order.timeout());
    return device(order, longest, new ListenerGate(listener));
  }

  private Device device(SubscriberOrder order, Duration callTimeout, ListenerGate gate) {
    return new Device(base, carrier, webSocketReaders, order, callTimeout, gate);
  }

  private Subscriber stream(
      String kind, UpdateStream stream, Device device, ListenerGate gate, long timeoutNanos) {
    return new StreamSubscriber(
        name(kind), stream, gate, device.bytes(), carrier.reader(), timeoutNanos);
  }

  private String name(String kind) {
    return kind + "-" + subscribers.incrementAndGet();
  }

  @Override
  public void close() {
    webSocketReaders.shutdownNow();
  }
}
