package dev.pushpull.trial;

import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.PublishedLogs;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.plan.Seeds;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.FeedOrder;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The feeds of a trial, from their creation to what they published. Used by one thread. */
final class TrialFeeds {

  private final TrialSpec spec;
  private final Target server;
  private final ControlClient control;
  private final String prefix;
  private final int count;
  private final PublishedLogs published;
  private final Map<String, PublishLog> logs = new LinkedHashMap<>();
  private long clockOffsetNanos;
  private long firstWindowNanos;

  TrialFeeds(TrialSpec spec, Target server) {
    this.spec = spec;
    this.server = server;
    this.control = server.control();
    this.prefix = server.feedPrefix();
    this.count = spec.workload().feeds();
    this.published = new PublishedLogs(control, prefix);
  }

  /** What the names of the trial's feeds begin with, and of nobody else's. */
  String prefix() {
    return prefix;
  }

  /** Where a feed is listened to. */
  URI address(int feed) {
    return server.feed(name(feed));
  }

  private String name(int feed) {
    return prefix + feed;
  }

  /**
   * Creates them; each holds version 1 and rests.
   *
   * @param clockOffsetNanos the server's clock less ours
   */
  void create(long clockOffsetNanos) throws IOException, InterruptedException {
    this.clockOffsetNanos = clockOffsetNanos;
    var orders = new ArrayList<FeedOrder>();
    for (int feed = 0; feed < count; feed++) {
      orders.add(order(feed));
      logs.put(name(feed), new PublishLog());
    }
    control.createFeeds(orders);
  }

  private FeedOrder order(int feed) {
    return spec.workload().scenario() instanceof Scenario.Chat
        ? Rooms.order(name(feed), spec, seed(feed))
        : new FeedOrder(
            name(feed),
            spec.workload().arrivals(),
            seed(feed),
            spec.workload().payloadBytes(),
            spec.hintSeconds());
  }

  private long seed(int feed) {
    return Seeds.arrivals(spec.seed(), spec.repeat(), feed);
  }

  /**
   * Starts the arrivals so that the window opens at the same place of each process, whatever the
   * warm-up. A trace begins with the window, since it has no past.
   *
   * @param leadNanos from now until the warm-up begins
   * @return when the first window opens, on this JVM's clock
   */
  long start(long leadNanos) throws IOException, InterruptedException {
    long warmup = spec.timing().warmup().toNanos();
    PlannedArrivals any = PlannedArrivals.of(spec, 0, warmup);
    long start = control.start(leadNanos + any.startNanos(), any.skipNanos()) - clockOffsetNanos;
    firstWindowNanos = start - any.startNanos() + warmup;
    return firstWindowNanos;
  }

  /** What each published so far, on this JVM's clock; grows with each call. */
  List<PublishLog> logs() throws IOException, InterruptedException {
    published.readNew(
        (feed, publishedAtNanos, dueAtNanos, checksum) -> {
          PublishLog log = logs.get(feed);
          if (log != null) { // Else a feed of the burn-in.
            log.add(publishedAtNanos - clockOffsetNanos, dueAtNanos - clockOffsetNanos, checksum);
          }
        });
    return List.copyOf(logs.values());
  }

  /**
   * How many entries of the logs the arrival processes, made again from their seeds, did not want.
   */
  long unplanned(List<PublishLog> logs) {
    long unplanned = 0;
    for (int feed = 0; feed < logs.size(); feed++) {
      unplanned += planned(feed).differing(logs.get(feed));
    }
    return unplanned;
  }

  /** What a feed's arrival process wants; after {@link #start}. */
  PlannedArrivals planned(int feed) {
    return PlannedArrivals.of(spec, feed, firstWindowNanos);
  }

  /** Stops them; nothing is published after this returns, and no request is held. */
  void quiesce() throws IOException, InterruptedException {
    control.quiesce(prefix);
  }
}
