package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/** Hand-written logs, in ms. */
final class Logs {

  static final long MS = 1_000_000;

  private Logs() {}

  /**
   * A feed whose version 1, 2, … were published at these instants, each due when it was published.
   */
  static PublishLog published(long... atMillis) {
    var log = new PublishLog();
    for (long at : atMillis) {
      log.add(at * MS, at * MS, 0);
    }
    return log;
  }

  /** A subscriber that saw (version, instant) pairs. */
  static ObservationLog seen(PublishLog log, long... versionsAndMillis) {
    var seen = new ObservationLog();
    for (int i = 0; i < versionsAndMillis.length; i += 2) {
      long version = versionsAndMillis[i];
      seen.add(version, versionsAndMillis[i + 1] * MS, log.publishedAt(version), 0);
    }
    return seen;
  }

  static Window window(long startMillis, long endMillis, long drainEndMillis) {
    return new Window(startMillis * MS, endMillis * MS, drainEndMillis * MS);
  }
}
