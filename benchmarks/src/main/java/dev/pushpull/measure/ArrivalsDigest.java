package dev.pushpull.measure;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * One number for the arrivals due in windows, so that two trials, measured or simulated, can be
 * seen to have had the same: CRC-32 over feed and due instant, window by window and in each feed by
 * feed. One thread.
 */
public final class ArrivalsDigest {

  private static final int BYTES = Integer.BYTES + Long.BYTES;

  private final CRC32 crc = new CRC32();

  /**
   * The next arrival.
   *
   * @param dueNanos after the window's opening
   */
  public void add(int feed, long dueNanos) {
    crc.update(ByteBuffer.allocate(BYTES).putInt(feed).putLong(dueNanos).flip());
  }

  /** The number so far, in hex. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
