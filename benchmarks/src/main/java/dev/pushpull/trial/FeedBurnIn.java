package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.client.SubscriberFleet;
import dev.pushpull.launch.PublishedLogs;
import dev.pushpull.launch.Target;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedOrder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A closed loop of a few subscribers on a feed of their own, which is then removed. */
final class FeedBurnIn implements Load {

  private static final int SUBSCRIBERS = 16;

  private final Target server;
  private final String feed;
  private final PublishedLogs published;
  private final Fleet<SubscriberFleet> fleet;

  /**
   * @param feed a name that is not used elsewhere
   */
  FeedBurnIn(TrialSpec spec, Target server, String feed, ClientEngine engine)
      throws IOException, InterruptedException {
    this.server = server;
    this.feed = feed;
    this.published = new PublishedLogs(server.control(), feed);
    var order =
        new FeedOrder(
            feed,
            arrivals(spec.strategy()),
            spec.seed(),
            spec.workload().payloadBytes(),
            spec.hintSeconds());
    server.control().createFeeds(List.of(order));
    this.fleet = FeedSlice.fleet(spec, engine, SUBSCRIBERS, 1, _ -> server.feed(feed), 0);
  }

  /**
   * Pollers make their own pace and need some answers with news and some without; a long poll must
   * have time to be parked before the next update comes; a stream needs many updates.
   */
  private static Arrivals arrivals(Strategy strategy) {
    return new Arrivals.Periodic(
        switch (strategy) {
          case Strategy.Poll _ -> 200;
          case Strategy.LongPoll _ -> 300;
          default -> 1_000;
        });
  }

  @Override
  public ClientFleet clients() {
    return fleet.clients();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    server.control().start(0, 0);
    fleet.startClosedLoop();
  }

  @Override
  public void touch() throws IOException, InterruptedException {
    published.readNew((_, _, _, _) -> {});
  }

  @Override
  public long restNanos() {
    return TimeUnit.MILLISECONDS.toNanos(5);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    clients().stop();
    server.control().quiesce(feed);
    clients().awaitQuiet(ForkLife.TIMEOUT);
    clients().close();
    server.control().deleteFeed(feed);
  }
}
