package dev.pushpull.trial;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.measure.PublishLog;
import java.util.List;

/** The arrivals that were due in a trial's windows. */
final class DueArrivals {

  private DueArrivals() {}

  /** Their digest, relative to each window's opening. */
  static String digest(List<MeasuredWindow> windows) {
    var digest = new ArrivalsDigest();
    for (MeasuredWindow measured : windows) {
      for (int feed = 0; feed < measured.logs().size(); feed++) {
        add(digest, feed, measured.logs().get(feed), measured);
      }
    }
    return digest.toString();
  }

  private static void add(
      ArrivalsDigest digest, int feed, PublishLog log, MeasuredWindow measured) {
    for (int version = 2; version <= log.newest(); version++) {
      if (measured.window().contains(log.dueAt(version))) {
        digest.add(feed, log.dueAt(version) - measured.window().startNanos());
      }
    }
  }
}
