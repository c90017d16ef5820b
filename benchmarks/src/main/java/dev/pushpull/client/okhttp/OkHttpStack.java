package dev.pushpull.client.okhttp;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.JobOrder;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.StreamSubscriber;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.UpdateStream;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/**
 * Subscribers made of OkHttp: every strategy but {@code raw-websocket}. All blocking is on virtual
 * threads, at most two for each subscriber.
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

  /** Speaks what it is told to. */
  public OkHttpStack(Carrier carrier) {
    this.carrier = carrier;
    this.base = BaseClient.create(carrier.protocol());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the strategy is {@code raw-websocket}
   */
  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    var gate = new ListenerGate(listener);
    long timeoutNanos = order.timeout().toNanos();
    return switch (order.strategy()) {
      case Strategy.Poll poll -> {
        Device device = device(order, order.timeout(), gate);
        yield new PollSubscriber(name("poll"), device, gate, timeoutNanos, poll.conditional());
      }
      case Strategy.LongPoll _ -> {
        Device device = device(order, order.longPollWait().plus(order.timeout()), gate);
        yield new LongPollSubscriber(
            name("long-poll"), device, gate, timeoutNanos, order.longPollWait());
      }
      case Strategy.ServerSentEvents _ -> {
        Device device = device(order, order.timeout(), gate);
        yield stream("sse", new OkHttpEventStream(device), device, gate, timeoutNanos);
      }
      case Strategy.WebSocket _ -> {
        Device device = device(order, order.timeout(), gate);
        yield stream(
            "websocket",
            new OkHttpWebSocketStream(device, carrier.protocol().deflates()),
            device,
            gate,
            timeoutNanos);
      }
      case Strategy.RawWebSocket _ ->
          throw new IllegalArgumentException("raw-websocket is not made of OkHttp");
    };
  }

  @Override
  public JobClient jobClient(JobOrder order, JobListener listener) {
    var told = new ToldJobs(this, this::heldDevice, order, listener);
    var connecting =
        new SubscriberOrder(order.strategy(), order.lobby(), order.longPollWait(), order.timeout());
    Device device = device(connecting, order.timeout(), new ListenerGate(new NoJob(listener)));
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
    return new StreamSubscriber(name(kind), stream, gate, device.bytes(), timeoutNanos);
  }

  private String name(String kind) {
    return kind + "-" + subscribers.incrementAndGet();
  }

  @Override
  public void close() {
    webSocketReaders.shutdownNow();
  }
}
