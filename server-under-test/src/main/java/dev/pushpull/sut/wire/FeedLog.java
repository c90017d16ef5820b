package dev.pushpull.sut.wire;

import java.nio.ByteBuffer;

/**
 * A stretch of a feed's publish log; instants are on the server's clock, in ns. Thousands of feeds
 * are read between two windows, so an entry is 20 bytes, which Jackson puts into base64.
 *
 * @param full whether an update was refused since the log is full
 * @param first the version of the first entry; the others follow without a gap
 * @param entries as {@link LogEntries} has them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record FeedLog(String feed, boolean full, int first, byte[] entries) {

  /** The entries, to be read; a view of the array. */
  public LogEntries read() {
    return new LogEntries(ByteBuffer.wrap(entries));
  }
}
