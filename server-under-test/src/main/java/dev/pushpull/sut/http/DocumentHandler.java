package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.OptionalLong;

/** {@code GET}, plain, conditional, of a log, or waiting: one document, or 304. */
final class DocumentHandler {

  private static final HttpString PREFER = HttpString.tryFromString("Prefer");

  private final DataContext context;
  private final Updates updates;
  private final LogPages pages;

  DocumentHandler(DataContext context) {
    this.context = context;
    this.updates = new Updates(context.traffic());
    this.pages = new LogPages(context.traffic());
  }

  void handle(HttpServerExchange exchange, Feed feed) throws BadRequestException, TooOldException {
    String ifNoneMatch = ListHeader.joined(exchange.getRequestHeaders(), Headers.IF_NONE_MATCH);
    long newest = feed.newest().version();
    long tagged = ifNoneMatch == null ? 0 : IfNoneMatch.heldVersion(ifNoneMatch, newest);
    OptionalLong after = After.ofQuery(exchange, feed);
    if (after.isPresent()) {
      long version = after.getAsLong();
      Runnable page = () -> pages.send(exchange, feed, version);
      answer(exchange, feed, Math.max(version, tagged), page);
    } else if (ifNoneMatch != null) {
      answer(exchange, feed, tagged, () -> updates.send(exchange, feed, feed.newest()));
    } else {
      updates.send(exchange, feed, feed.newest());
    }
  }

  /**
   * Answers a client that says what it has.
   *
   * @param newer sends what is newer than {@code held}
   */
  private void answer(HttpServerExchange exchange, Feed feed, long held, Runnable newer) {
    PublishedUpdate newest = feed.newest();
    long waitSeconds = wait(exchange, feed);
    if (waitSeconds != PreferWait.NONE) {
      Updates.applied(exchange, waitSeconds);
    }
    if (newest.version() > held) {
      newer.run();
    } else if (waitSeconds <= 0 || exchange.getRequestMethod().equals(Methods.HEAD)) {
      updates.notModified(exchange, feed, newest);
    } else {
      park(exchange, feed, held, waitSeconds, newer);
    }
  }

  /** Seconds granted; none of them while arrivals are stopped. */
  private long wait(HttpServerExchange exchange, Feed feed) {
    String prefer = ListHeader.joined(exchange.getRequestHeaders(), PREFER);
    long wanted = prefer == null ? PreferWait.NONE : PreferWait.seconds(prefer);
    if (wanted == PreferWait.NONE) {
      return PreferWait.NONE;
    }
    return feed.isQuiet() ? 0 : Math.min(wanted, context.limits().maxWait().toSeconds());
  }

  private void park(
      HttpServerExchange exchange, Feed feed, long held, long waitSeconds, Runnable newer) {
    if (!context.traffic().park(context.limits().maxParked())) {
      exchange.getResponseHeaders().remove(Updates.PREFERENCE_APPLIED);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      Problem.send(
          exchange,
          503,
          "the limit of %d waiting long polls is reached; try again later, or poll"
              .formatted(context.limits().maxParked()));
      return;
    }
    var longPoll = new LongPoll(context, updates, exchange, feed, held, newer);
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> longPoll.park(waitSeconds));
  }
}
