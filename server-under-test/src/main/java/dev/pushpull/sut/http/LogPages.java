package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.KeptUpdates;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.wire.LogPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Documents that list what a log feed published since a version, in order. */
final class LogPages {

  /** Who lacks more asks again. */
  static final int MAX_UPDATES = 1_000;

  /** Of all updates in an answer together, unless there is but one. */
  static final int MAX_BYTES = 256 << 10;

  private static final byte[] TAIL = {']', '}'};

  private LogPages() {}

  /** Consecutive, beginning behind {@code after}; empty if that one is kept no longer. */
  static List<PublishedUpdate> page(KeptUpdates kept, long after, long newest) {
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
  static ByteBuffer document(Feed feed, long oldest, List<PublishedUpdate> page) {
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
}
