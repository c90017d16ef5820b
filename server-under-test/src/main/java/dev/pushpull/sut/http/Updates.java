package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.PublishedUpdate;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Answers that carry an update as a document, or say that there is none newer. */
final class Updates implements IoCallback {

  static final HttpString PREFERENCE_APPLIED = HttpString.tryFromString("Preference-Applied");

  private final Traffic traffic;

  Updates(Traffic traffic) {
    this.traffic = traffic;
  }

  /** 200, or 201, and the document. */
  void send(HttpServerExchange exchange, int status, PublishedUpdate update) {
    ByteBuffer json = update.json();
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    describe(exchange, update);
    exchange.setResponseContentLength(json.remaining());
    exchange.getResponseSender().send(json, this);
  }

  /** 304. */
  void notModified(HttpServerExchange exchange, PublishedUpdate newest) {
    exchange.setStatusCode(304);
    describe(exchange, newest);
    exchange.endExchange();
  }

  /** Says on a coming answer which wait was granted. */
  static void applied(HttpServerExchange exchange, long waitSeconds) {
    exchange.getResponseHeaders().put(PREFERENCE_APPLIED, "wait=" + waitSeconds);
  }

  private static void describe(HttpServerExchange exchange, PublishedUpdate update) {
    exchange.getResponseHeaders().put(Headers.ETAG, update.etag());
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
      traffic.updateSent();
    }
    END_EXCHANGE.onComplete(exchange, sender);
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    END_EXCHANGE.onException(exchange, sender, exception);
  }
}
