package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.KeptUpdates;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.wire.LogPage;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers that carry updates as a document, or say that there is none newer. */
final class UpdateAnswers {

  static final HttpString PREFERENCE_APPLIED = HttpString.tryFromString("Preference-Applied");

  private static final String NO_STORE = "no-store";

  /** Of a log feed, in a document; who lacks more asks again. */
  private static final int MAX_UPDATES = 1_000;

  /** Of all updates in an answer together, unless there is but one. */
  private static final int MAX_BYTES = 256 << 10;

  private static final byte[] TAIL = {']', '}'};

  private final Traffic traffic;
  private final IoCallback oneSent;

  UpdateAnswers(Traffic traffic) {
    this.traffic = traffic;
    this.oneSent = new Sent(traffic, 1);
  }

  /** Counts updates once they are with the socket, and ends the exchange. */
  private record Sent(Traffic traffic, int updates) implements IoCallback {

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
      if (!Answer.isHead(exchange)) {
        traffic.updatesSent().add(updates);
      }
      END_EXCHANGE.onComplete(exchange, sender);
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
      END_EXCHANGE.onException(exchange, sender, exception);
    }
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
    exchange.setStatusCode(status);
    describe(exchange, update, cacheControl);
    Answer.send(exchange, Answer.JSON, update.json(), oneSent);
  }

  /** 200 and a page of a log feed, the entity tag being the last update's; 410 if it is gone. */
  void sendPage(HttpServerExchange exchange, Feed feed, long after) {
    KeptUpdates kept = feed.kept().orElseThrow();
    List<PublishedUpdate> page = page(kept, after, feed.newest().version());
    if (page.isEmpty()) {
      AfterParameter.tooOld(after, kept.oldest()).send(exchange);
      return;
    }
    ByteBuffer document = document(feed, kept.oldest(), page);
    describe(exchange, page.getLast(), cacheControl(feed));
    Answer.send(exchange, Answer.JSON, document, new Sent(traffic, page.size()));
  }

  /** Consecutive, beginning behind {@code after}; empty if that one is kept no longer. */
  private static List<PublishedUpdate> page(KeptUpdates kept, long after, long newest) {
    var page = new ArrayList<PublishedUpdate>();
    long bytes = 0;
    for (long version = after + 1; version <= newest && page.size() < MAX_UPDATES; version++) {
      PublishedUpdate next = kept.find(version).orElse(null);
      bytes += next == null ? 0 : next.json().remaining();
      if (next == null || (bytes > MAX_BYTES && !page.isEmpty())) {
        break;
      }
      page.add(next);
    }
    return page;
  }

  /** As {@link LogPage} reads it. */
  private static ByteBuffer document(Feed feed, long oldest, List<PublishedUpdate> page) {
    long newest = Math.max(feed.newest().version(), page.getLast().version());
    byte[] head =
        LogPage.head(feed.spec().name(), oldest, newest).getBytes(StandardCharsets.US_ASCII);
    int bytes = head.length + page.size() - 1 + TAIL.length;
    for (PublishedUpdate update : page) {
      bytes += update.json().remaining();
    }
    var document = ByteBuffer.allocate(bytes).put(head);
    for (PublishedUpdate update : page) {
      if (document.position() > head.length) {
        document.put((byte) ',');
      }
      document.put(update.json());
    }
    return document.put(TAIL).flip();
  }

  /** 304. */
  void notModified(HttpServerExchange exchange, Feed feed, PublishedUpdate newest) {
    hint(exchange, feed);
    describe(exchange, newest, cacheControl(feed));
    Answer.notModified(exchange);
  }

  /** Says on a coming answer which wait was granted. */
  static void applied(HttpServerExchange exchange, long waitSeconds) {
    exchange.getResponseHeaders().put(PREFERENCE_APPLIED, "wait=" + waitSeconds);
  }

  private static void describe(
      HttpServerExchange exchange, PublishedUpdate update, String cacheControl) {
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
  private static String cacheControl(Feed feed) {
    int seconds = feed.spec().maxAgeSeconds();
    return seconds == 0 ? NO_STORE : "max-age=" + seconds;
  }
}
