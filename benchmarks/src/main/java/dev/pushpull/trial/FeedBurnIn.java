package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedOrder;
import java.io.IOException;
import java.util.List;

/** A closed loop of a few subscribers on a feed of their own, which is then removed. */
final class FeedBurnIn implements Load {

  private static final int SUBSCRIBERS = 16;

  private final ServerHandle server;
  private final String feed;
  private final Fleet fleet;

  /**
   * @param feed a name that is not used elsewhere
   */
  FeedBurnIn(TrialSpec spec, ServerHandle server, String feed, ClientStack stack)
      throws IOException, InterruptedException {
    this.server = server;
    this.feed = feed;
    this.fleet = new Fleet(stack, spec.strategy());
    var order =
        new FeedOrder(
            feed,
            arrivals(spec.strategy()),
            spec.seed(),
            spec.workload().payloadBytes(),
            spec.hintSeconds());
    server.control().createFeeds(List.of(order));
    for (int i = 0; i < SUBSCRIBERS; i++) {
      fleet.add(server.feed(feed), 0, 0);
    }
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
  public Clients clients() {
    return fleet.clients();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    server.control().start(0, 0);
    fleet.startClosedLoop();
  }

  @Override
  public void touch() throws IOException, InterruptedException {
    server.control().log(feed);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    clients().stop();
    server.control().quiesce(feed);
    clients().awaitQuiet();
    clients().close();
    server.control().deleteFeed(feed);
  }
}
