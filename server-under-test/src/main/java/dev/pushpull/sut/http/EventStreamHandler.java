package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;

/** {@code GET} with {@code Accept: text/event-stream}: server-sent events. */
final class EventStreamHandler {

  private static final HttpString LAST_EVENT_ID = HttpString.tryFromString("Last-Event-ID");

  private final DataContext context;

  EventStreamHandler(DataContext context) {
    this.context = context;
  }

  void handle(HttpServerExchange exchange, Feed feed) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
      return;
    }
    String lastId = exchange.getRequestHeaders().getFirst(LAST_EVENT_ID);
    long newest = feed.newest().version();
    boolean resumesAtNewest = lastId != null && lastId.strip().equals(Long.toString(newest));
    var stream = new EventStream(context, exchange, feed, resumesAtNewest ? newest : 0);
    exchange.dispatch(SameThreadExecutor.INSTANCE, stream::open);
  }
}
