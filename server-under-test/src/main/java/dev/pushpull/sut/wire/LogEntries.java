package dev.pushpull.sut.wire;

import java.nio.ByteBuffer;

/**
 * Consecutive entries of a feed's publish log, 20 bytes each: when a version became visible and
 * when it was due, 8 bytes each, on the server's clock in ns, and the CRC-32 of its payload, 4
 * bytes. Safe from any thread, since it is read at absolute places only.
 *
 * @param bytes the entries, up to the limit; nobody may change them
 */
public record LogEntries(ByteBuffer bytes) {

  private static final int ENTRY_BYTES = 2 * Long.BYTES + Integer.BYTES;

  /** How many there are. */
  public int size() {
    return bytes.limit() / ENTRY_BYTES;
  }

  /** When the entry at an index became visible; an index is below {@link #size}. */
  public long publishedAtNanos(int index) {
    return bytes.getLong(index * ENTRY_BYTES);
  }

  /** When the entry at an index was due. */
  public long dueAtNanos(int index) {
    return bytes.getLong(index * ENTRY_BYTES + Long.BYTES);
  }

  /** CRC-32 of the payload of the entry at an index. */
  public long payloadChecksum(int index) {
    return Integer.toUnsignedLong(bytes.getInt(index * ENTRY_BYTES + 2 * Long.BYTES));
  }

  /** How many became visible until an instant, it included. */
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

  /** A copy of the bytes of the entries from one index up to another. */
  public byte[] slice(int from, int to) {
    var slice = new byte[(to - from) * ENTRY_BYTES];
    bytes.get(from * ENTRY_BYTES, slice);
    return slice;
  }

  /** Appends entries; not safe for use by several threads. */
  public static final class Writer {

    private ByteBuffer bytes = ByteBuffer.allocate(64 * ENTRY_BYTES);

    /** Appends an entry; the instants are on the server's clock, in ns. */
    public void append(long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
      if (!bytes.hasRemaining()) {
        bytes = ByteBuffer.allocate(2 * bytes.capacity()).put(bytes.flip());
      }
      bytes.putLong(publishedAtNanos).putLong(dueAtNanos).putInt((int) payloadChecksum);
    }

    /** What was appended so far; its entries are never written again. */
    public LogEntries view() {
      return new LogEntries(bytes.duplicate().flip());
    }
  }
}
