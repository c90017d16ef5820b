package dev.pushpull.sut.wire;

import java.nio.ByteBuffer;

/**
 * A stretch of a feed's publish log; instants are on the server's clock, in ns. Thousands of feeds
 * are read between two windows, so an entry is 20 bytes, which Jackson puts into base64.
 *
 * @param full whether an update was refused since the log is full
 * @param first the version of the first entry; the others follow without a gap
 * @param entries of each version when it became visible and when it was due, 8 bytes each, and the
 *     CRC-32 of its payload, 4 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record FeedLog(String feed, boolean full, int first, byte[] entries) {

  /** What an entry takes. */
  public static final int ENTRY_BYTES = 2 * Long.BYTES + Integer.BYTES;

  /** Appends an entry to a buffer. */
  public static void put(
      ByteBuffer entries, long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
    entries.putLong(publishedAtNanos).putLong(dueAtNanos).putInt((int) payloadChecksum);
  }

  /** When the entry at an index of a buffer became visible. */
  public static long publishedAtNanos(ByteBuffer entries, int index) {
    return entries.getLong(index * ENTRY_BYTES);
  }

  /** When it was due. */
  public static long dueAtNanos(ByteBuffer entries, int index) {
    return entries.getLong(index * ENTRY_BYTES + Long.BYTES);
  }

  /** CRC-32 of its payload. */
  public static long payloadChecksum(ByteBuffer entries, int index) {
    return Integer.toUnsignedLong(entries.getInt(index * ENTRY_BYTES + 2 * Long.BYTES));
  }

  /** How many entries there are. */
  public int size() {
    return entries.length / ENTRY_BYTES;
  }

  /** When the entry at an index became visible. */
  public long publishedAtNanos(int index) {
    return publishedAtNanos(ByteBuffer.wrap(entries), index);
  }

  /** When it was due. */
  public long dueAtNanos(int index) {
    return dueAtNanos(ByteBuffer.wrap(entries), index);
  }

  /** CRC-32 of its payload. */
  public long payloadChecksum(int index) {
    return payloadChecksum(ByteBuffer.wrap(entries), index);
  }
}
