package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.Worker;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends each message by a {@code POST}, the next one when the last is published. */
final class PostOutbox implements Outbox {

  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");
  private static final long REFUSED_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String END = "";

  private enum Outcome {
    PUBLISHED,
    /** It certainly is not. */
    REFUSED,
    /** It will never be. */
    IMPOSSIBLE,
    /** Nobody knows. */
    IN_DOUBT
  }

  private final Device device;
  private final LogSearch search;
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger unpublished = new AtomicInteger();
  private final Worker worker;
  private volatile long heldVersion;

  /**
   * @param name of its thread
   * @param device for this alone
   */
  PostOutbox(String name, Device device) {
    this.device = device;
    this.search = new LogSearch(device);
    this.worker = Worker.start(name, this::run);
  }

  @Override
  public void connect() throws IOException {
    search.connect(heldVersion);
  }

  @Override
  public void send(String payload) {
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
    long before = heldVersion; // Older than the message's, whatever becomes of the requests.
    while (!self.isStopping()) {
      switch (post(payload)) {
        case PUBLISHED, IMPOSSIBLE -> {
          return;
        }
        case REFUSED -> self.sleepUntil(System.nanoTime() + REFUSED_PAUSE_NANOS);
        case IN_DOUBT -> {
          long from = System.nanoTime() + DOUBT_NANOS;
          var published = search.published(self, from, List.of(payload), before);
          if (published.filter(found -> !found.isEmpty()).isPresent()) {
            return;
          }
        }
      }
    }
  }

  private Outcome post(String payload) {
    Request request = device.request.newBuilder().post(RequestBody.create(payload, TEXT)).build();
    long startedNanos = System.nanoTime();
    try (Response response = device.call(request).execute()) {
      device.note(response);
      response.body().bytes();
      var exchange = Exchange.since(startedNanos, response.code(), Exchange.Kind.PUBLISH);
      device.listener.onExchange(exchange);
      return outcome(response.code());
    } catch (IOException e) {
      device.listener.onFailure(e);
      return Outcome.IN_DOUBT;
    }
  }

  private Outcome outcome(int status) {
    if (status == 201) {
      return Outcome.PUBLISHED;
    }
    device.listener.onFailure("sending a message returned status " + status);
    return status == 429 || status == 503 ? Outcome.REFUSED : Outcome.IMPOSSIBLE;
  }

  @Override
  public void seen(Update update) {
    heldVersion = Math.max(heldVersion, update.version()); // told by one thread at a time
  }

  @Override
  public boolean isSending() {
    return unpublished.get() > 0;
  }

  @Override
  public void stop() {
    worker.stop();
    queue.add(END);
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    return worker.awaitEnd(timeoutNanos);
  }

  @Override
  public void close(long timeoutNanos) {
    worker.abort(timeoutNanos);
    device.close();
  }
}
