package dev.pushpull.sut.feed;

import dev.pushpull.sut.wire.FeedLog;
import java.nio.ByteBuffer;

/**
 * Every update that a feed published, in order: the entry at index i is version i + 1. Append-only;
 * an instance is a view of the entries that were there when it was taken. Safe from any thread. An
 * index that is not below {@link #size} is an {@link IndexOutOfBoundsException}.
 */
public final class PublishLog {

  /**
   * Entries as {@link FeedLog} has them, up to the buffer's limit; read at absolute places only.
   */
  private final ByteBuffer entries;

  private PublishLog(ByteBuffer entries) {
    this.entries = entries;
  }

  /** How many updates there are; the newest version. */
  public int size() {
    return entries.limit() / FeedLog.ENTRY_BYTES;
  }

  /** When the version index + 1 became visible, on the server's monotonic clock. */
  public long publishedAtNanos(int index) {
    return FeedLog.publishedAtNanos(entries, index);
  }

  /** When the version index + 1 was due, on the same clock. */
  public long dueAtNanos(int index) {
    return FeedLog.dueAtNanos(entries, index);
  }

  /** CRC-32 of the payload of version index + 1. */
  public long payloadChecksum(int index) {
    return FeedLog.payloadChecksum(entries, index);
  }

  /** How many entries became visible until an instant, it included. */
  public int sizeAt(long nanos) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (publishedAtNanos(middle) - nanos <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The entries from one index up to another, as the control protocol has them. */
  public FeedLog slice(String feed, boolean full, int from, int to) {
    var slice = new byte[(to - from) * FeedLog.ENTRY_BYTES];
    entries.get(from * FeedLog.ENTRY_BYTES, slice);
    return new FeedLog(feed, full, from + 1, slice);
  }

  /** Appends; guarded by the feed. Entries that a view shows are never written again. */
  static final class Writer {

    private ByteBuffer entries = ByteBuffer.allocate(64 * FeedLog.ENTRY_BYTES);

    void append(long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
      if (!entries.hasRemaining()) {
        entries = ByteBuffer.allocate(2 * entries.capacity()).put(entries.flip());
      }
      FeedLog.put(entries, publishedAtNanos, dueAtNanos, payloadChecksum);
    }

    PublishLog view() {
      return new PublishLog(entries.duplicate().flip());
    }
  }
}
