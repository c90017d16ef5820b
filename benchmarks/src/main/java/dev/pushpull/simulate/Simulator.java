package dev.pushpull.simulate;

import dev.pushpull.measure.Mergeable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trials in virtual time: the schedules, seeds and measures of real ones, without sockets, threads
 * per subscriber or a clock. Memory does not depend on how long the simulated time is.
 */
public final class Simulator {

  /** So that the last ones to finish do not wait long for each other. */
  private static final int SLICES_PER_THREAD = 4;

  private Simulator() {}

  /** Simulates on all processors; the result is the same for any number of them. */
  public static SimulatedTrial run(SimulationSpec spec) {
    return run(spec, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Simulates in as many parts as so many threads need; on the common pool's, or on the caller's
   * alone.
   *
   * @param threads 1 or more
   */
  public static SimulatedTrial run(SimulationSpec spec, int threads) {
    return run(spec, threads, UpdateBuffer.USUAL_LOAD);
  }

  /**
   * The same, with so many instants of a feed in memory at once; the result does not depend on it.
   *
   * @param load 2 or more
   */
  public static SimulatedTrial run(SimulationSpec spec, int threads, int load) {
    Stream<SubscriberSlice> slices = slices(spec, threads).stream();
    Tally total =
        (threads == 1 ? slices : slices.parallel())
            .collect(Tally::new, (tally, slice) -> slice.run(tally, load), Mergeable::add);
    return new SimulatedTrial(spec, total);
  }

  /** Feeds that are few are sliced, each slice drawing the feed's updates again. */
  private static List<SubscriberSlice> slices(SimulationSpec spec, int threads) {
    int feeds = spec.workload().feeds();
    int perFeed = threads == 1 ? 1 : Math.ceilDiv(SLICES_PER_THREAD * threads, feeds);
    var slices = new ArrayList<SubscriberSlice>();
    for (int feed = 0; feed < feeds; feed++) {
      int watchers = spec.watchers(feed);
      int length = Math.max(1, Math.ceilDiv(watchers, perFeed));
      slices.add(new SubscriberSlice(spec, feed, 0, Math.min(length, watchers)));
      for (int from = length; from < watchers; from += length) {
        slices.add(new SubscriberSlice(spec, feed, from, Math.min(from + length, watchers)));
      }
    }
    return slices;
  }
}
