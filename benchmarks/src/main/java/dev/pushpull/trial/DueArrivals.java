package dev.pushpull.trial;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import java.util.function.LongSupplier;

/** The arrivals that were due in a trial's windows. */
public final class DueArrivals {

  private DueArrivals() {}

  /** Their digest, relative to each window's opening. */
  public static String digest(List<? extends MeasuredWindow<?>> windows) {
    var digest = new ArrivalsDigest();
    for (MeasuredWindow<?> measured : windows) {
      for (int feed = 0; feed < measured.logs().size(); feed++) {
        add(digest, feed, measured.logs().get(feed), measured);
      }
    }
    return digest.toString();
  }

  /**
   * The same of what the seeds want, whatever came of it.
   *
   * @param processes how many there are, one for each feed or client
   */
  public static String digest(
      TrialSpec spec, List<? extends MeasuredWindow<?>> windows, int processes) {
    var digest = new ArrivalsDigest();
    long first = windows.getFirst().window().startNanos();
    for (MeasuredWindow<?> measured : windows) {
      Window window = measured.window();
      for (int process = 0; process < processes; process++) {
        LongSupplier times = PlannedArrivals.of(spec, process, first).dueTimes();
        for (long due = times.getAsLong(); due < window.endNanos(); due = times.getAsLong()) {
          if (window.contains(due)) {
            digest.add(process, due - window.startNanos());
          }
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
