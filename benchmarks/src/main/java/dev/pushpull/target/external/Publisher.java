package dev.pushpull.target.external;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.Subscription;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.Publish;
import dev.pushpull.spec.target.Template;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes updates of the feeds of a server that is not ours, by clients of its own that sign in
 * as all others do. By requests, a few connections serve all feeds, as many as publish at once; by
 * messages, each feed has a WebSocket, opened at its first update. Safe from any thread; of one
 * feed one at a time.
 */
public final class Publisher implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ExternalServer server;
  private final Publish publish;
  private final OkHttpEngine engine;
  private @Nullable ExternalSubscription made; // the one that was made last; guarded by this
  private final Deque<Device> idle = new ConcurrentLinkedDeque<>();
  private final Map<Integer, Speaker> speakers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A client on a WebSocket. */
  private record Speaker(Subscriber client, ExternalSubscription subscription) {}

  /**
   * Nothing is sent yet.
   *
   * @throws IllegalArgumentException if the target file does not say how to publish
   * @throws IOException if the certificates to trust cannot be read
   */
  public Publisher(ExternalServer server) throws IOException {
    this.server = server;
    this.publish =
        server
            .spec()
            .publish()
            .orElseThrow(() -> new IllegalArgumentException("there is no key 'publish'"));
    this.engine = new OkHttpEngine(server.carrier(this::note));
  }

  /**
   * Publishes an update. Waits first for as long as the server said that nothing must be sent, then
   * for the answer.
   *
   * @param feed its number, from 0
   * @param stamp with which it is published
   */
  public Published publish(int feed, long stamp) throws InterruptedException {
    long startedNanos = System.nanoTime();
    try {
      return switch (publish.action()) {
        case Publish.Request request -> request(request, feed, stamp);
        case Publish.Message(Template text) -> say(text, feed, stamp);
      };
    } catch (IOException e) {
      String why = server.hide(publish.action() + ": " + Reason.of(e));
      return new Published(startedNanos, System.nanoTime(), 0, Optional.of(why));
    }
  }

  private SubscriberOrder order(int feed) {
    return new SubscriberOrder(new Strategy.WebSocket(), server.feed(feed), TIMEOUT, TIMEOUT);
  }

  private Published request(Publish.Request action, int feed, long stamp)
      throws IOException, InterruptedException {
    Device free = idle.poll();
    Device device = free == null ? device(feed) : free;
    try {
      return request(device, action, feed, stamp);
    } finally {
      idle.push(device);
      if (closed) {
        device.close();
      }
    }
  }

  private synchronized void note(ExternalSubscription subscription) {
    made = subscription;
  }

  private synchronized Device device(int feed) {
    var gate = new ListenerGate(new SubscriberListener() {});
    return engine.device(order(feed), gate, new ByteCounter());
  }

  private static Published request(Device device, Publish.Request action, int feed, long stamp)
      throws IOException, InterruptedException {
    var subscription = (ExternalSubscription) device.subscription;
    TimeUnit.NANOSECONDS.sleep(subscription.pauseNanos());
    device.prepare();
    Request request = subscription.publish(feed, action, stamp);
    long sentNanos = System.nanoTime();
    while (true) {
      Answer answer = device.call(request);
      Subscription.Outcome outcome = subscription.read(answer, request).orThrow();
      if (!outcome.hasMore()) {
        return new Published(
            sentNanos, outcome.completedNanos(), subscription.publishedId(), Optional.empty());
      }
      device.prepare();
      request = subscription.more();
      if (!request.method().equals("GET")) {
        sentNanos = System.nanoTime(); // The one before was not taken.
      }
    }
  }

  private Published say(Template text, int feed, long stamp)
      throws IOException, InterruptedException {
    Speaker speaker = speakers.get(feed);
    if (speaker == null) {
      speaker = speaker(feed);
      speaker.client.connect();
      speakers.put(feed, speaker);
    }
    long sentNanos = System.nanoTime();
    if (!speaker.subscription.publish(text, stamp)) {
      throw new IOException("the WebSocket is not open");
    }
    return new Published(sentNanos, Published.NO_ANSWER, 0, Optional.empty());
  }

  private synchronized Speaker speaker(int feed) {
    Subscriber client = engine.subscriber(order(feed), new SubscriberListener() {});
    return new Speaker(client, requireNonNull(made));
  }

  @Override
  public void close() {
    closed = true;
    idle.forEach(Device::close);
    speakers.values().forEach(speaker -> speaker.client.close());
    engine.close();
  }
}
