package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedOrder;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What comes before the subscribers: both JVMs are run hot on the strategy's own code path, then
 * the server's cost without anyone listening is read. A cold server's CPU is mostly its compilers'.
 */
final class BurnIn {

  private static final int SUBSCRIBERS = 16;
  private static final long BETWEEN_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final TrialSpec spec;
  private final ServerHandle server;
  private final String prefix;
  private final Heating heating;
  private final String burnFeed;

  /**
   * @param prefix of the names of feeds that are not used elsewhere
   */
  BurnIn(TrialSpec spec, ServerHandle server, String prefix, Heating heating) {
    this.spec = spec;
    this.server = server;
    this.prefix = prefix;
    this.heating = heating;
    this.burnFeed = prefix + "burn-in";
  }

  private FeedOrder order(String name, Arrivals arrivals, long seed) {
    return new FeedOrder(name, arrivals, seed, spec.workload().payloadBytes(), spec.hintSeconds());
  }

  /** A closed loop of a few subscribers on a feed of their own, which is then removed. */
  void run(ClientStack stack) throws IOException, InterruptedException {
    ControlClient control = server.control();
    control.createFeeds(List.of(order(burnFeed, arrivals(), spec.seed())));
    try (var fleet = new Fleet(stack, spec.strategy())) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        fleet.add(server.feed(burnFeed), 0, 0);
      }
      List<String> failures = fleet.connect();
      if (!failures.isEmpty()) {
        throw new IOException("burn-in: " + failures.getFirst());
      }
      control.start(0, 0);
      fleet.startClosedLoop();
      burn(control);
      fleet.stop();
      control.quiesce(prefix);
      fleet.awaitQuiet();
    }
    control.deleteFeed(burnFeed);
  }

  /**
   * Asks the control now and then: its paths through shared code must be known to the compilers
   * before they are needed, or the first call in a window undoes what was compiled.
   */
  private void burn(ControlClient control) throws IOException, InterruptedException {
    long end = System.nanoTime() + heating.burnNanos();
    while (System.nanoTime() < end) {
      control.clock();
      control.counters();
      control.log(burnFeed);
      Clocks.sleepUntil(System.nanoTime() + BETWEEN_CALLS_NANOS);
    }
  }

  /**
   * Pollers make their own pace and need some answers with news and some without; a long poll must
   * have time to be parked before the next update comes; a stream needs many updates.
   */
  private Arrivals arrivals() {
    return new Arrivals.Periodic(
        switch (spec.strategy()) {
          case Strategy.Poll _ -> 200;
          case Strategy.LongPoll _ -> 300;
          default -> 1_000;
        });
  }

  /** The workload's feeds publish for a moment, and no one is subscribed. */
  Baseline baseline() throws IOException, InterruptedException {
    ControlClient control = server.control();
    var feeds = new ArrayList<FeedOrder>();
    for (int feed = 0; feed < spec.workload().feeds(); feed++) {
      feeds.add(order(prefix + "baseline-" + feed, spec.workload().arrivals(), spec.seed() + feed));
    }
    control.createFeeds(feeds);
    control.start(0, 0);
    ServerCounters before = control.counters();
    Clocks.sleepUntil(System.nanoTime() + heating.baselineNanos());
    ServerCounters spent = control.counters().since(before);
    control.quiesce(prefix);
    for (FeedOrder feed : feeds) {
      control.deleteFeed(feed.name());
    }
    MemoryReading memory = control.collectGarbage();
    return new Baseline((spent.cpu("serve") + spent.cpu("gc")) * 1e6 / spent.nanoTime(), memory);
  }
}
