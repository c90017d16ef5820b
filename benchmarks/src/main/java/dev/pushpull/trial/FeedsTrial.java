package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.target.ControlClient;
import dev.pushpull.target.PublishedLogs;
import dev.pushpull.target.Target;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial whose clients each listen to one of its feeds, with these. Used by one thread. */
public abstract class FeedsTrial<M extends Meters> implements ScenarioTrial<List<PublishLog>, M> {

  /** How many clients burn in. */
  public static final int BURN_IN_CLIENTS = 16;

  /** What the trial is to be. */
  public final TrialSpec spec;

  /** Where its feeds are. */
  public final Target server;

  /** The server's control channel. */
  public final ControlClient control;

  /** What the names of the trial's feeds begin with, and of nobody else's. */
  public final String prefix;

  private final PublishedLogs published;
  private final Map<String, PublishLog> logs = new LinkedHashMap<>();
  private long clockOffsetNanos;
  private long firstWindowNanos;

  /** Nothing is created there yet. */
  public FeedsTrial(TrialSpec spec, Target server) {
    this.spec = spec;
    this.server = server;
    this.control = server.control();
    this.prefix = server.feedPrefix();
    this.published = new PublishedLogs(control, prefix);
  }

  /** What one of its feeds is like. */
  public abstract FeedSpec order(String name, long seed);

  /**
   * Creates the feeds; each holds version 1 and rests.
   *
   * @param offsetNanos the server's clock less ours
   */
  public final void createFeeds(long offsetNanos) throws IOException, InterruptedException {
    clockOffsetNanos = offsetNanos;
    var orders = new ArrayList<FeedSpec>();
    for (int feed = 0; feed < spec.workload().feeds(); feed++) {
      orders.add(order(prefix + feed, Seeds.arrivals(spec.seed(), spec.repeat(), feed)));
      logs.put(prefix + feed, new PublishLog());
    }
    control.createFeeds(orders);
  }

  /** Where one of them is listened to. */
  public final URI address(int feed) {
    return server.feed(prefix + feed);
  }

  /**
   * Starts the arrivals so that the window opens at the same place of each process, whatever the
   * warm-up. A trace begins with the window, since it has no past.
   */
  @Override
  public long start(long leadNanos) throws IOException, InterruptedException {
    long warmup = spec.timing().warmup().toNanos();
    PlannedArrivals any = PlannedArrivals.of(spec, 0, warmup);
    long start = control.start(leadNanos + any.startNanos(), any.skipNanos()) - clockOffsetNanos;
    firstWindowNanos = start - any.startNanos() + warmup;
    return firstWindowNanos;
  }

  /** What each published so far, on this JVM's clock; the logs grow with each call. */
  @Override
  public List<PublishLog> readServer() throws IOException, InterruptedException {
    published.readNew(
        (feed, publishedAtNanos, dueAtNanos, checksum) -> {
          PublishLog log = logs.get(feed);
          if (log != null) { // Else a feed of the burn-in.
            log.add(publishedAtNanos - clockOffsetNanos, dueAtNanos - clockOffsetNanos, checksum);
          }
        });
    return List.copyOf(logs.values());
  }

  @Override
  public List<PublishLog> logs(List<PublishLog> records) {
    return records;
  }

  /**
   * How many entries of the logs the arrival processes, made again from their seeds, did not want.
   */
  public final long unplanned(List<PublishLog> records) {
    long unplanned = 0;
    for (int feed = 0; feed < records.size(); feed++) {
      unplanned += PlannedArrivals.of(spec, feed, firstWindowNanos).differing(records.get(feed));
    }
    return unplanned;
  }

  @Override
  public void quiesce() throws IOException, InterruptedException {
    control.quiesce(prefix);
  }

  @Override
  public void cleanUp() {
    server.leave(prefix);
  }

  /** The name of the feed to burn in on. */
  public final String burnInFeed() {
    return prefix + "burn-in";
  }

  /** Clients on a feed of their own, which exists and is removed with them. */
  public abstract class FeedBurnIn<S extends LocalSlice<?, ?, ?, ?>> extends BurnIn<S> {

    private final PublishedLogs logs = new PublishedLogs(control, burnInFeed());

    /** Clients of that feed, not connected yet. */
    protected FeedBurnIn(S slice) {
      super(slice);
    }

    @Override
    public final void readServer() throws IOException, InterruptedException {
      logs.readNew((_, _, _, _) -> {});
    }

    @Override
    public final void stop(Awaiter awaiter) throws IOException, InterruptedException {
      slice.stop(awaiter);
      control.quiesce(burnInFeed());
      slice.clients.awaitQuiet(ForkLife.TIMEOUT);
      slice.close();
      control.deleteFeed(burnInFeed());
    }
  }
}
