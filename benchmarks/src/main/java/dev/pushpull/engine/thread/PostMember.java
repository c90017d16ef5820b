package dev.pushpull.engine.thread;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends each message by a {@code POST} on its second connection, each when the last is published.
 */
final class PostMember extends ChatMember {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final long REFUSED_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String END = "";

  /** Instead of a status: nobody knows whether the message is published. */
  private static final int IN_DOUBT = 0;

  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger unpublished = new AtomicInteger();
  private final Worker worker;

  PostMember(DeviceEngine engine, SubscriberOrder order, SubscriberListener listener) {
    super(engine, order, listener);
    this.worker = Worker.start(engine.name("outbox"), this::run);
  }

  @Override
  void connectSending() throws IOException {
    search.connect(heldVersion());
  }

  @Override
  void send(String payload) {
    unpublished.incrementAndGet();
    queue.add(payload);
  }

  private void run(Worker self) throws InterruptedException {
    while (!self.isStopping()) {
      String payload = queue.take();
      if (!payload.equals(END)) {
        deliver(self, payload);
        unpublished.decrementAndGet();
      }
    }
  }

  private void deliver(Worker self, String payload) throws InterruptedException {
    long before = heldVersion(); // Older than the message's, whatever becomes of the requests.
    while (!self.isStopping()) {
      int status = post(payload);
      if (status == IN_DOUBT) {
        long from = System.nanoTime() + DOUBT_NANOS;
        var published = search.published(self, from, List.of(payload), before);
        if (published.filter(found -> !found.isEmpty()).isPresent()) {
          return;
        }
      } else if (status == 429 || status == 503) {
        self.sleepUntil(System.nanoTime() + REFUSED_PAUSE_NANOS);
      } else {
        return; // It is published, or never will be.
      }
    }
  }

  private int post(String payload) {
    long startedNanos = System.nanoTime();
    try {
      int status = sending.call(Request.post(sending.order.feed(), TEXT, payload)).status();
      sending.listener.onExchange(Exchange.since(startedNanos, status, Exchange.Kind.PUBLISH));
      if (status != 201) {
        sending.listener.onFailure("sending a message returned status " + status);
      }
      return status;
    } catch (IOException e) {
      sending.listener.onFailure(e);
      return IN_DOUBT;
    }
  }

  @Override
  boolean isSending() {
    return unpublished.get() > 0;
  }

  @Override
  Worker stopSending() {
    worker.stop();
    queue.add(END); // Wakes it.
    return worker;
  }
}
