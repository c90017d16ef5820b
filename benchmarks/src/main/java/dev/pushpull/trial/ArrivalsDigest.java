package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One number for the arrivals due in the windows, so that two trials can be seen to have had the
 * same.
 */
final class ArrivalsDigest {

  private ArrivalsDigest() {}

  /** CRC-32 in hex over feed and due instant, relative to the window's opening, in window order. */
  static String of(List<MeasuredWindow> windows) {
    var crc = new CRC32();
    for (MeasuredWindow measured : windows) {
      for (int feed = 0; feed < measured.logs().size(); feed++) {
        add(crc, feed, measured.logs().get(feed), measured);
      }
    }
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static void add(CRC32 crc, int feed, PublishLog log, MeasuredWindow measured) {
    for (int version = 2; version <= log.newest(); version++) {
      if (measured.window().contains(log.dueAt(version))) {
        long due = log.dueAt(version) - measured.window().startNanos();
        crc.update(ByteBuffer.allocate(12).putInt(feed).putLong(due).flip());
      }
    }
  }
}
