package dev.pushpull.trial;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** The arrivals that were due in a trial's windows. */
final class DueArrivals {

  private DueArrivals() {}

  /** Their digest, relative to each window's opening. */
  static String digest(List<? extends MeasuredWindow<?>> windows) {
    var digest = new ArrivalsDigest();
    for (MeasuredWindow<?> measured : windows) {
      for (int feed = 0; feed < measured.logs().size(); feed++) {
        add(digest, feed, measured.logs().get(feed), measured);
      }
    }
    return digest.toString();
  }

  /** The digest of what was due in the windows, one process for each feed. */
  static String digest(List<Window> windows, int feeds, IntFunction<PlannedArrivals> planned) {
    var digest = new ArrivalsDigest();
    for (Window window : windows) {
      for (int feed = 0; feed < feeds; feed++) {
        LongSupplier times = planned.apply(feed).dueTimes();
        long due = times.getAsLong();
        while (due < window.endNanos()) {
          if (window.contains(due)) {
            digest.add(feed, due - window.startNanos());
          }
          due = times.getAsLong();
        }
      }
    }
    return digest.toString();
  }

  private static void add(
      ArrivalsDigest digest, int feed, PublishLog log, MeasuredWindow<?> measured) {
    for (int version = 2; version <= log.newest(); version++) {
      if (measured.window().contains(log.dueAt(version))) {
        digest.add(feed, log.dueAt(version) - measured.window().startNanos());
      }
    }
  }
}
