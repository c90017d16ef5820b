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

  void handle(HttpServerExchange exchange, Feed feed) throws BadRequestException, TooOldException {
    long heldVersion = heldVersion(exchange, feed);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.getResponseChannel(); // Without it a length of 0 would be told.
      exchange.endExchange();
      return;
    }
    var stream = new EventStream(context, exchange, feed, heldVersion);
    exchange.dispatch(SameThreadExecutor.INSTANCE, stream::open);
  }

  private static long heldVersion(HttpServerExchange exchange, Feed feed)
      throws BadRequestException, TooOldException {
    String header = Single.header(exchange, LAST_EVENT_ID);
    String lastId = header == null ? "" : header.strip();
    if (feed.kept().isEmpty()) {
      long newest = feed.newest().version();
      return lastId.equals(Long.toString(newest)) ? newest : 0;
    }
    // A page's EventSource comes again to the address that it came to first: its ?after= is old.
    return lastId.isEmpty()
        ? After.ofQuery(exchange, feed).orElse(PushedStream.FROM_NEWEST)
        : After.checked(LAST_EVENT_ID.toString(), lastId, feed);
  }
}
