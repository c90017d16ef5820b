package dev.pushpull.sut.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One change of a feed, as every way of listening delivers it.
 *
 * @param feed the feed's name
 * @param version 1 for the value that a feed is created with, then rising by one
 * @param publishedAtNanos when it became visible, on the server's monotonic clock
 * @param dueAtNanos when the arrival process wanted it, on the same clock
 * @param payload what the update says
 */
public record Update(
    String feed, long version, long publishedAtNanos, long dueAtNanos, String payload) {

  /** CRC-32 of the payload's UTF-8 bytes, as the publish log keeps it. */
  public long payloadChecksum() {
    var crc = new CRC32();
    crc.update(payload.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
