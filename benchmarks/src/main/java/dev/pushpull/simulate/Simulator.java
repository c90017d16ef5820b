package dev.pushpull.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
   * Simulates on some threads.
   *
   * @param threads 1 or more
   */
  public static SimulatedTrial run(SimulationSpec spec, int threads) {
    return run(spec, threads, UpdateBuffer.USUAL_LOAD);
  }

  static SimulatedTrial run(SimulationSpec spec, int threads, int load) {
    List<FeedSlice> slices = slices(spec, threads);
    var next = new AtomicInteger();
    if (threads == 1) {
      return new SimulatedTrial(spec, work(slices, next, load));
    }
    var total = new Tally();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      var tallies = new ArrayList<Future<Tally>>();
      for (int i = 0; i < threads; i++) {
        tallies.add(workers.submit(() -> work(slices, next, load)));
      }
      for (Future<Tally> tally : tallies) {
        total.add(tally.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulation failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the simulation was interrupted", e);
    }
    return new SimulatedTrial(spec, total);
  }

  private static Tally work(List<FeedSlice> slices, AtomicInteger next, int load) {
    var tally = new Tally();
    for (int i = next.getAndIncrement(); i < slices.size(); i = next.getAndIncrement()) {
      slices.get(i).run(tally, load);
    }
    return tally;
  }

  /** Feeds that are few are sliced, each slice drawing the feed's updates again. */
  private static List<FeedSlice> slices(SimulationSpec spec, int threads) {
    int feeds = spec.workload().feeds();
    int perFeed = threads == 1 ? 1 : Math.ceilDiv(SLICES_PER_THREAD * threads, feeds);
    var slices = new ArrayList<FeedSlice>();
    for (int feed = 0; feed < feeds; feed++) {
      int watchers = spec.watchers(feed);
      int length = Math.max(1, Math.ceilDiv(watchers, perFeed));
      slices.add(new FeedSlice(spec, feed, 0, Math.min(length, watchers)));
      for (int from = length; from < watchers; from += length) {
        slices.add(new FeedSlice(spec, feed, from, Math.min(from + length, watchers)));
      }
    }
    return slices;
  }
}
