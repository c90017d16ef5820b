package dev.pushpull.simulate;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.sut.schedule.ArrivalTimes;

/** The arrivals that are due in a simulated trial's windows. */
public final class DueDigest {

  private DueDigest() {}

  /** Their digest, the same as that of a real trial that had the same. */
  public static String digest(SimulationSpec spec) {
    Windows windows = spec.windows();
    var digest = new ArrivalsDigest();
    var feeds = new ArrivalTimes[spec.workload().feeds()];
    long[] next = new long[feeds.length];
    for (int feed = 0; feed < feeds.length; feed++) {
      feeds[feed] = spec.updates().of(feed);
      feeds[feed].nextNanos(); // version 1 is no arrival
      next[feed] = feeds[feed].nextNanos();
    }
    for (int window = 0; window < windows.count(); window++) {
      for (int feed = 0; feed < feeds.length; feed++) {
        for (; next[feed] < windows.end(window); next[feed] = feeds[feed].nextNanos()) {
          if (next[feed] >= windows.start(window)) {
            digest.add(feed, next[feed] - windows.start(window));
          }
        }
      }
    }
    return digest.toString();
  }
}
