package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.util.OptionalLong;

/** {@code GET}, plain, conditional, of a log, or waiting: one document, or 304. */
record DocumentHandler(DataContext context) {

  private static final HttpString PREFER = HttpString.tryFromString("Prefer");

  void handle(HttpServerExchange exchange, Feed feed) throws ProblemException {
    String ifNoneMatch = ListHeader.joined(exchange.getRequestHeaders(), Headers.IF_NONE_MATCH);
    long newest = feed.newest().version();
    long tagged = ifNoneMatch == null ? 0 : IfNoneMatch.heldVersion(ifNoneMatch, newest);
    OptionalLong after = AfterParameter.ofQuery(exchange, feed);
    UpdateAnswers updates = context.updates();
    if (after.isPresent()) {
      long version = after.getAsLong();
      Runnable page = () -> updates.sendPage(exchange, feed, version);
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
  private void answer(HttpServerExchange exchange, Feed feed, long held, Runnable newer)
      throws ProblemException {
    PublishedUpdate newest = feed.newest();
    long waitSeconds = wait(exchange, feed);
    if (waitSeconds != PreferWait.NONE) {
      UpdateAnswers.applied(exchange, waitSeconds);
    }
    if (newest.version() > held) {
      newer.run();
    } else if (waitSeconds <= 0 || Answer.isHead(exchange)) {
      context.updates().notModified(exchange, feed, newest);
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
      HttpServerExchange exchange, Feed feed, long held, long waitSeconds, Runnable newer)
      throws ProblemException {
    int maxParked = context.limits().maxParked();
    if (!context.traffic().park(maxParked)) {
      exchange.getResponseHeaders().remove(UpdateAnswers.PREFERENCE_APPLIED);
      String detail =
          "the limit of %d waiting long polls is reached; try again later, or poll"
              .formatted(maxParked);
      throw new ProblemException(new Problem(503, detail).with(Headers.RETRY_AFTER, "1"));
    }
    var longPoll = new LongPoll(context, exchange, feed, held, newer);
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> longPoll.park(waitSeconds));
  }
}
