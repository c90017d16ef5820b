package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.NotModified;
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

  private static final String NO_STORE = "no-store";

  private final Traffic traffic;

  Updates(Traffic traffic) {
    this.traffic = traffic;
  }

  /** 200 and the document. */
  void send(HttpServerExchange exchange, Feed feed, PublishedUpdate update) {
    hint(exchange, feed);
    send(exchange, 200, update, cacheControl(feed));
  }

  /** 201 and the document that the request made. */
  void created(HttpServerExchange exchange, PublishedUpdate update) {
    send(exchange, 201, update, NO_STORE);
  }

  /** 202, where the job that the request made is to be found, and its first document. */
  void accepted(HttpServerExchange exchange, Feed job) {
    exchange.getResponseHeaders().put(Headers.LOCATION, "/feeds/" + job.spec().name());
    hint(exchange, job);
    send(exchange, 202, job.newest(), NO_STORE);
  }

  private void send(
      HttpServerExchange exchange, int status, PublishedUpdate update, String cacheControl) {
    ByteBuffer json = update.json();
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    describe(exchange, update, cacheControl);
    exchange.setResponseContentLength(json.remaining());
    exchange.getResponseSender().send(json, this);
  }

  /** 304. */
  void notModified(HttpServerExchange exchange, Feed feed, PublishedUpdate newest) {
    hint(exchange, feed);
    describe(exchange, newest, cacheControl(feed));
    NotModified.send(exchange);
  }

  /** Says on a coming answer which wait was granted. */
  static void applied(HttpServerExchange exchange, long waitSeconds) {
    exchange.getResponseHeaders().put(PREFERENCE_APPLIED, "wait=" + waitSeconds);
  }

  static void describe(HttpServerExchange exchange, PublishedUpdate update, String cacheControl) {
    exchange.getResponseHeaders().put(Headers.ETAG, update.etag());
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, cacheControl);
  }

  /** When it is worth asking again, of a feed that knows. */
  private static void hint(HttpServerExchange exchange, Feed feed) {
    int seconds = feed.retryAfterSeconds();
    if (seconds > 0) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Integer.toString(seconds));
    }
  }

  /** A feed that says for how long is a hint to clients when to ask again. */
  static String cacheControl(Feed feed) {
    int seconds = feed.spec().maxAgeSeconds();
    return seconds == 0 ? NO_STORE : "max-age=" + seconds;
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
