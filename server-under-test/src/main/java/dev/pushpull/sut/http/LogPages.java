package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.KeptUpdates;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.wire.LogPage;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers that list what a log feed published since a version, in order. */
final class LogPages {

  /** Who lacks more asks again. */
  static final int MAX_UPDATES = 1_000;

  /** Of all updates in an answer together, unless there is but one. */
  static final int MAX_BYTES = 256 << 10;

  private static final byte[] TAIL = {']', '}'};

  private final Traffic traffic;

  LogPages(Traffic traffic) {
    this.traffic = traffic;
  }

  /** 200 and what follows a version, the entity tag being the last one's; 410 if it is gone. */
  void send(HttpServerExchange exchange, Feed feed, long after) {
    KeptUpdates kept = feed.kept().orElseThrow();
    List<PublishedUpdate> page = page(kept, after, feed.newest().version());
    if (page.isEmpty()) {
      new TooOldException(after, kept.oldest()).answer(exchange);
      return;
    }
    ByteBuffer document = document(feed, kept.oldest(), page);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    Updates.describe(exchange, page.getLast(), Updates.cacheControl(feed));
    exchange.setResponseContentLength(document.remaining());
    exchange.getResponseSender().send(document, new Counting(page.size()));
  }

  /** Consecutive, beginning behind {@code after}; empty if that one is kept no longer. */
  private static List<PublishedUpdate> page(KeptUpdates kept, long after, long newest) {
    var page = new ArrayList<PublishedUpdate>();
    long bytes = 0;
    for (long version = after + 1; version <= newest && page.size() < MAX_UPDATES; version++) {
      Optional<PublishedUpdate> next = kept.find(version);
      bytes += next.map(update -> update.json().remaining()).orElse(0);
      if (next.isEmpty() || (bytes > MAX_BYTES && !page.isEmpty())) {
        break;
      }
      page.add(next.get());
    }
    return page;
  }

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

  /** Counts the updates once they are with the socket. */
  private final class Counting implements IoCallback {
    private final int updates;

    Counting(int updates) {
      this.updates = updates;
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
      if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
        traffic.updatesSent(updates);
      }
      END_EXCHANGE.onComplete(exchange, sender);
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
      END_EXCHANGE.onException(exchange, sender, exception);
    }
  }
}
