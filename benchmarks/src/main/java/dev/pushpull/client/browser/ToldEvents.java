package dev.pushpull.client.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.FirstUpdate;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * What the page tells, on our clock. Batches come on one thread; the clock and the ticks are set
 * before the page has anything to tell that needs them.
 */
final class ToldEvents {

  private final ObjectMapper json = new ObjectMapper();
  private final ListenerGate listener;
  private final FirstUpdate first;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private volatile PageClock clock = new PageClock(0, 0);
  private volatile long firstTickNanos;
  private volatile long tickNanos;
  private volatile boolean open;

  ToldEvents(ListenerGate listener, FirstUpdate first) {
    this.listener = listener;
    this.first = first;
  }

  /** Done when the page can be used. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  /** Says what instants of the page are on our clock. */
  void useClock(PageClock known) {
    clock = known;
  }

  /** Says when polls are due. */
  void useTicks(long firstNanos, long intervalNanos) {
    firstTickNanos = firstNanos;
    tickNanos = intervalNanos;
  }

  /** Whether the newest thing that was told of its way to the server was good. */
  boolean isOpen() {
    return open;
  }

  /** Passes one batch on. */
  void batch(String text) {
    try {
      for (JsonNode event : json.readTree(text)) {
        take(event);
      }
    } catch (IOException e) {
      listener.onFailure(new IOException("the page told no JSON: " + e.getMessage(), e));
    }
  }

  /** The browser is gone. */
  void gone() {
    open = false;
    var failure = new IOException("the browser ended");
    ready.completeExceptionally(failure);
    first.failed(failure);
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
        first.failed(failure);
      }
      default -> listener.onFailure("the page told what is unknown: " + event);
    }
  }

  private void update(double observedMillis, String document) {
    try {
      Update update = UpdateJson.decode(document.getBytes(StandardCharsets.UTF_8));
      listener.onUpdate(update, clock.toNanos(observedMillis));
      open = true;
      first.arrived();
    } catch (MalformedUpdateException e) {
      listener.onFailure(e);
      first.failed(e);
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
