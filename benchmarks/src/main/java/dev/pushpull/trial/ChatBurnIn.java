package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.client.Clocks;
import dev.pushpull.launch.PublishedLogs;
import dev.pushpull.launch.Target;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Two hundred messages a second in a room of its own, polled for as fast as it is answered. */
final class ChatBurnIn implements Load {

  private static final int MEMBERS = 16;
  private static final long BETWEEN_MESSAGES_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Duration SENDING = Duration.ofSeconds(5);

  private final TrialSpec spec;
  private final Target server;
  private final String room;
  private final PublishedLogs published;
  private final ChatFleet fleet;

  /**
   * @param room a name that is not used elsewhere
   */
  ChatBurnIn(TrialSpec spec, Target server, String room, ClientEngine engine)
      throws IOException, InterruptedException {
    this.spec = spec;
    this.server = server;
    this.room = room;
    this.published = new PublishedLogs(server.control(), room);
    server.control().createFeeds(List.of(Rooms.order(room, spec, spec.seed())));
    server.control().start(0, 0);
    this.fleet = new ChatFleet(engine, spec.strategy(), List.of(server.feed(room)), MEMBERS, 0);
  }

  @Override
  public ClientFleet clients() {
    return fleet.subscribers().clients();
  }

  @Override
  public void start() {
    fleet.subscribers().startClosedLoop();
    long start = System.nanoTime();
    fleet.talk(spec, _ -> steady(start));
  }

  private static LongSupplier steady(long startNanos) {
    long[] next = {startNanos};
    return () -> {
      next[0] += BETWEEN_MESSAGES_NANOS;
      return next[0];
    };
  }

  @Override
  public void touch() throws IOException, InterruptedException {
    published.readNew((_, _, _, _) -> {});
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    fleet.fallSilent();
    long deadline = System.nanoTime() + SENDING.toNanos();
    while (!fleet.allSent() && System.nanoTime() < deadline) {
      Clocks.sleepUntil(System.nanoTime() + BETWEEN_MESSAGES_NANOS);
    }
    clients().stop();
    server.control().quiesce(room);
    clients().awaitQuiet(ForkLife.TIMEOUT);
    clients().close();
    server.control().deleteFeed(room);
  }
}
