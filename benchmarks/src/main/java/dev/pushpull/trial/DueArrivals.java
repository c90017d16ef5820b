package dev.pushpull.trial;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** The arrivals that were due in a trial's windows. */
public final class DueArrivals {

  private DueArrivals() {}

  /** Their digest by what the feeds published, relative to each window's opening. */
  public static String digest(List<? extends MeasuredWindow<?>> windows) {
    var digest = new ArrivalsDigest();
    for (MeasuredWindow<?> measured : windows) {
      for (int feed = 0; feed < measured.logs().size(); feed++) {
        var log = measured.logs().get(feed);
        add(digest, feed, measured, LongStream.rangeClosed(2, log.newest()).map(log::dueAt));
      }
    }
    return digest.toString();
  }

  /**
   * The same of what the seeds want, whatever came of it.
   *
   * @param windows at least one
   * @param processes how many there are, one for each feed or client
   */
  public static String digest(
      TrialSpec spec, List<? extends MeasuredWindow<?>> windows, int processes) {
    var digest = new ArrivalsDigest();
    long first = windows.getFirst().window().startNanos();
    for (MeasuredWindow<?> measured : windows) {
      for (int process = 0; process < processes; process++) {
        LongSupplier times = PlannedArrivals.of(spec, process, first).dueTimes();
        long end = measured.window().endNanos();
        add(digest, process, measured, LongStream.generate(times).takeWhile(due -> due < end));
      }
    }
    return digest.toString();
  }

  private static void add(
      ArrivalsDigest digest, int process, MeasuredWindow<?> measured, LongStream dueTimes) {
    dueTimes
        .filter(measured.window()::contains)
        .forEach(due -> digest.add(process, due - measured.window().startNanos()));
  }
}
