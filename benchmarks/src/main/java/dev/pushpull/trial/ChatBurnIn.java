package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs both JVMs hot on the strategy's own code path, in a room that is not measured. */
final class ChatBurnIn {

  private static final int MEMBERS = 16;
  private static final long BETWEEN_MESSAGES_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long BETWEEN_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TrialSpec spec;
  private final ServerHandle server;
  private final Heating heating;
  private final String room;

  /**
   * @param prefix of the names of feeds that are not used elsewhere
   */
  ChatBurnIn(TrialSpec spec, ServerHandle server, String prefix, Heating heating) {
    this.spec = spec;
    this.server = server;
    this.heating = heating;
    this.room = prefix + "burn-in";
  }

  /** Two hundred messages a second, polled for as fast as it is answered. */
  void run(ClientStack stack) throws IOException, InterruptedException {
    ControlClient control = server.control();
    control.createFeeds(List.of(Rooms.order(room, spec, spec.seed())));
    control.start(0, 0);
    try (var fleet = new ChatFleet(stack, spec.strategy(), 1)) {
      for (int i = 0; i < MEMBERS; i++) {
        fleet.add(server.feed(room), 0, 0);
      }
      List<String> failures = fleet.subscribers().connect();
      if (!failures.isEmpty()) {
        throw new IOException("burn-in: " + failures.getFirst());
      }
      fleet.subscribers().startClosedLoop();
      long start = System.nanoTime();
      fleet.talk(spec, _ -> steady(start));
      burn(control, start + heating.burnNanos());
      fleet.fallSilent();
      fleet.awaitSent(PATIENCE);
      fleet.subscribers().stop();
      control.quiesce(room);
      fleet.subscribers().awaitQuiet();
    }
    control.deleteFeed(room);
  }

  private static LongSupplier steady(long startNanos) {
    long[] next = {startNanos};
    return () -> {
      next[0] += BETWEEN_MESSAGES_NANOS;
      return next[0];
    };
  }

  private void burn(ControlClient control, long endNanos) throws IOException, InterruptedException {
    while (System.nanoTime() < endNanos) {
      control.clock();
      control.counters();
      control.log(room);
      Clocks.sleepUntil(System.nanoTime() + BETWEEN_CALLS_NANOS);
    }
  }

  /** The server with no client at all. */
  Baseline baseline() throws IOException, InterruptedException {
    ControlClient control = server.control();
    ServerCounters before = control.counters();
    Clocks.sleepUntil(System.nanoTime() + heating.baselineNanos());
    ServerCounters spent = control.counters().since(before);
    double cpu = (spent.cpu("serve") + spent.cpu("gc")) * 1e6 / spent.nanoTime();
    return new Baseline(cpu, control.collectGarbage());
  }
}
