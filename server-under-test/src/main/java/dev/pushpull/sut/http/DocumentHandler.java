package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;

/** {@code GET}, plain, conditional or waiting: one document, or 304. */
final class DocumentHandler {

  private static final HttpString PREFER = HttpString.tryFromString("Prefer");

  private final DataContext context;
  private final Updates updates;

  DocumentHandler(DataContext context) {
    this.context = context;
    this.updates = new Updates(context.traffic());
  }

  void handle(HttpServerExchange exchange, Feed feed) throws BadRequestException {
    String ifNoneMatch = exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH);
    PublishedUpdate newest = feed.newest();
    if (ifNoneMatch == null) {
      updates.send(exchange, feed, newest);
      return;
    }
    long held = IfNoneMatch.heldVersion(ifNoneMatch, newest.version());
    long waitSeconds = wait(exchange, feed);
    if (waitSeconds != PreferWait.NONE) {
      Updates.applied(exchange, waitSeconds);
    }
    if (newest.version() > held) {
      updates.send(exchange, feed, newest);
    } else if (waitSeconds <= 0 || exchange.getRequestMethod().equals(Methods.HEAD)) {
      updates.notModified(exchange, feed, newest);
    } else {
      park(exchange, feed, held, waitSeconds);
    }
  }

  /** Seconds granted; none of them while arrivals are stopped. */
  private long wait(HttpServerExchange exchange, Feed feed) {
    String prefer = exchange.getRequestHeaders().getFirst(PREFER);
    long wanted = prefer == null ? PreferWait.NONE : PreferWait.seconds(prefer);
    if (wanted == PreferWait.NONE) {
      return PreferWait.NONE;
    }
    return feed.isQuiet() ? 0 : Math.min(wanted, context.limits().maxWait().toSeconds());
  }

  private void park(HttpServerExchange exchange, Feed feed, long held, long waitSeconds) {
    if (!context.traffic().park(context.limits().maxParked())) {
      exchange.getResponseHeaders().remove(Updates.PREFERENCE_APPLIED);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      Problem.send(
          exchange,
          503,
          context.limits().maxParked() + " long polls wait already; try later or poll");
      return;
    }
    var longPoll = new LongPoll(context, updates, exchange, feed, held);
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> longPoll.park(waitSeconds));
  }
}
