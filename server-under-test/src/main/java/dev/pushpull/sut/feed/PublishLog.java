package dev.pushpull.sut.feed;

import dev.pushpull.sut.wire.FeedLog;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Every update that a feed published, in order: the entry at index i is version i + 1. Append-only;
 * an instance is a view of the entries that were there when it was taken. Safe from any thread.
 */
public final class PublishLog {

  private final int size;
  private final long[] publishedAtNanos;
  private final long[] dueAtNanos;
  private final long[] payloadChecksums;

  private PublishLog(int size, long[] publishedAt, long[] dueAt, long[] checksums) {
    this.size = size;
    this.publishedAtNanos = publishedAt;
    this.dueAtNanos = dueAt;
    this.payloadChecksums = checksums;
  }

  /** How many updates there are; the newest version. */
  public int size() {
    return size;
  }

  /** When the version index + 1 became visible, on the server's monotonic clock. */
  public long publishedAtNanos(int index) {
    return publishedAtNanos[checked(index)];
  }

  /** When the version index + 1 was due, on the same clock. */
  public long dueAtNanos(int index) {
    return dueAtNanos[checked(index)];
  }

  /** CRC-32 of the payload of version index + 1. */
  public long payloadChecksum(int index) {
    return payloadChecksums[checked(index)];
  }

  private int checked(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return index;
  }

  /** How many entries became visible until an instant, it included. */
  public int sizeAt(long nanos) {
    int least = 0;
    int most = size;
    while (least < most) {
      int middle = (least + most) >>> 1;
      if (publishedAtNanos[middle] - nanos <= 0) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  /** The entries from one index up to another, as the control protocol tells them. */
  public FeedLog told(String feed, boolean full, int from, int to) {
    byte[] entries = FeedLog.room(to - from);
    ByteBuffer room = ByteBuffer.wrap(entries);
    for (int i = from; i < to; i++) {
      FeedLog.put(room, publishedAtNanos[i], dueAtNanos[i], payloadChecksums[i]);
    }
    return new FeedLog(feed, full, from + 1, entries);
  }

  /** Appends; guarded by the feed. Entries that a view shows are never written again. */
  static final class Writer {

    private int size;
    private long[] publishedAt = new long[64];
    private long[] dueAt = new long[64];
    private long[] checksums = new long[64];

    void append(long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
      if (size == publishedAt.length) {
        publishedAt = Arrays.copyOf(publishedAt, 2 * size);
        dueAt = Arrays.copyOf(dueAt, 2 * size);
        checksums = Arrays.copyOf(checksums, 2 * size);
      }
      publishedAt[size] = publishedAtNanos;
      dueAt[size] = dueAtNanos;
      checksums[size] = payloadChecksum;
      size++;
    }

    PublishLog view() {
      return new PublishLog(size, publishedAt, dueAt, checksums);
    }
  }
}
