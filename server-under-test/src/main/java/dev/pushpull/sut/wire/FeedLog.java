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

  private static final int ENTRY_BYTES = 2 * Long.BYTES + Integer.BYTES;

  /** Room for some entries, to be filled by {@link #put}. */
  public static byte[] room(int entries) {
    return new byte[entries * ENTRY_BYTES];
  }

  /** Appends an entry to what is wrapped. */
  public static void put(
      ByteBuffer room, long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
    room.putLong(publishedAtNanos).putLong(dueAtNanos).putInt((int) payloadChecksum);
  }

  /** How many entries there are. */
  public int size() {
    return entries.length / ENTRY_BYTES;
  }

  /** When the entry at an index became visible. */
  public long publishedAtNanos(int index) {
    return ByteBuffer.wrap(entries).getLong(index * ENTRY_BYTES);
  }

  /** When it was due. */
  public long dueAtNanos(int index) {
    return ByteBuffer.wrap(entries).getLong(index * ENTRY_BYTES + Long.BYTES);
  }

  /** CRC-32 of its payload. */
  public long payloadChecksum(int index) {
    int crc = ByteBuffer.wrap(entries).getInt(index * ENTRY_BYTES + 2 * Long.BYTES);
    return Integer.toUnsignedLong(crc);
  }
}
