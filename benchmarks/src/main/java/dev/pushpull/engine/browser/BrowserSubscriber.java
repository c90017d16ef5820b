package dev.pushpull.engine.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.ConnectingSubscriber;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A page of a browser. It keeps its polls' times by itself, with a browser's timers. What it tells
 * comes in batches on one thread; the clock and the ticks are set before the page has anything to
 * tell that needs them.
 */
final class BrowserSubscriber extends ConnectingSubscriber {

  private final BrowserEngine browser;
  private final SubscriberOrder order;
  private final ObjectMapper json = new ObjectMapper();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private volatile @Nullable Page page;
  private volatile Future<?> rest = CompletableFuture.completedFuture(true);
  private volatile PageClock clock = new PageClock(0, 0);
  private volatile long firstTickNanos;
  private volatile long tickNanos;

  /** Whether the newest thing that was told of its way to the server was good. */
  private volatile boolean open;

  BrowserSubscriber(BrowserEngine browser, SubscriberOrder order, ListenerGate listener) {
    super(listener, order.timeout().toNanos());
    this.browser = browser;
    this.order = order;
  }

  @Override
  protected void open() throws IOException, InterruptedException {
    Page opened =
        Page.open(
            browser.chromium().tools(),
            order.feed().resolve(PageResource.PAGE),
            this::takeBatch,
            this::ended);
    page = opened;
    DevTools.await(ready, timeoutNanos, "opening the page");
    clock = browser.clock(opened, timeoutNanos);
    String made = "globalThis.made = subscriber(" + pageOrder() + "); void made.connect()";
    DevTools.await(opened.run(made), timeoutNanos, "connecting");
  }

  private String pageOrder() {
    Strategy strategy = order.strategy();
    return DevTools.params()
        .put("url", order.feed().getRawPath())
        .put("kind", strategy instanceof Strategy.Poll ? "poll" : strategy.toString())
        .put("intervalMs", strategy.longestInterval().toNanos() / 1e6)
        .put("conditional", strategy instanceof Strategy.Poll(_, var conditional) && conditional)
        .put("waitSeconds", order.longPollWait().toSeconds())
        .toString();
  }

  @Override
  public void start(PollSchedule schedule) {
    Page opened = page;
    if (opened != null && order.strategy() instanceof Strategy.Poll) {
      firstTickNanos = schedule.firstNanos();
      tickNanos = order.strategy().longestInterval().toNanos();
      var _ =
          opened
              .run("made.start(" + clock.toPageMillis(schedule.firstNanos()) + ")")
              .exceptionally(
                  failure -> {
                    listener.onFailure("the page does not poll: " + failure.getMessage());
                    return NullNode.getInstance();
                  });
    }
  }

  @Override
  public void stop() {
    Page opened = page;
    if (opened != null) {
      rest = opened.run("made.rest()");
    }
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    try {
      rest.get(timeoutNanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  @Override
  public void close() {
    Page opened = page;
    page = null;
    if (opened != null) {
      endOrderly(opened);
    }
    listener.close();
    if (opened != null) {
      opened.close();
    }
  }

  /** What cannot be ended in order ends with the browser. */
  private void endOrderly(Page opened) {
    try {
      if (open) {
        DevTools.await(opened.run("made.close()"), timeoutNanos, "closing");
        PageClock later = browser.clock(opened, timeoutNanos);
        clock = new PageClock(clock.offsetNanos(), clock.uncertaintyNanosUntil(later));
      }
    } catch (IOException e) {
      listener.onFailure(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isConnected() {
    return page != null && open;
  }

  /** None: a browser does not tell what goes over its sockets. */
  @Override
  public ByteCounts bytes() {
    return ByteCounts.ZERO;
  }

  /** How far off the instants are that were told. */
  long clockUncertaintyNanos() {
    return clock.uncertaintyNanos();
  }

  /** Passes one batch on. */
  private void takeBatch(String text) {
    try {
      for (JsonNode event : json.readTree(text)) {
        take(event);
      }
    } catch (IOException e) {
      listener.onFailure(new IOException("the page told no JSON: " + e.getMessage(), e));
    }
  }

  /** The browser is gone. */
  private void ended() {
    open = false;
    var failure = new IOException("the browser ended");
    ready.completeExceptionally(failure);
    failed(failure);
    listener.onFailure(failure);
  }

  private void take(JsonNode event) {
    switch (event.path(0).asText()) {
      case "ready" -> ready.complete(true);
      case "update" -> update(event.path(1).asDouble(), event.path(2).asText());
      case "exchange" -> exchange(event);
      case "connection" -> listener.onConnectionOpened();
      case "opened" -> open = true;
      case "reconnect" -> {
        open = false;
        listener.onReconnect();
      }
      case "failure" -> {
        var failure = new IOException(event.path(1).asText());
        listener.onFailure(failure);
        failed(failure);
      }
      default -> listener.onFailure("the page told what is unknown: " + event);
    }
  }

  private void update(double observedMillis, String document) {
    try {
      Update update = UpdateJson.decode(document.getBytes(StandardCharsets.UTF_8));
      listener.onUpdate(update, clock.toNanos(observedMillis));
      open = true;
      arrived();
    } catch (MalformedUpdateException e) {
      listener.onFailure(e);
      failed(e);
    }
  }

  private void exchange(JsonNode event) {
    long started = clock.toNanos(event.path(3).asDouble());
    long completed = clock.toNanos(event.path(4).asDouble());
    int tick = event.path(2).intValue();
    long due = tick < 0 ? started : firstTickNanos + tick * tickNanos;
    listener.onExchange(
        new Exchange(
            due,
            // The page waits for the instant on its own clock, which is rounded.
            Math.max(started, due),
            completed,
            event.path(5).intValue(),
            Exchange.Kind.valueOf(event.path(1).asText())));
  }
}
