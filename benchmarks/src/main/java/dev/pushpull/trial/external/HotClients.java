package dev.pushpull.trial.external;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.text.Resources;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.target.ServerSetup;
import dev.pushpull.target.Target;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.target.external.ExternalTarget;
import dev.pushpull.target.external.Tellings;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.BurnIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs the code of clients and publisher hot on a server of our own, as anybody's: the server that
 * is measured is sent nothing for it, and cold code would publish and see late.
 */
final class HotClients extends BurnIn<ExternalSlice> {

  private static final String FEED = "burn-in";
  private static final int CLIENTS = 16;
  private static final int SERVER_HEAP_MIB = 64;
  private static final String ARRIVALS = "periodic:200/s";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Target own;
  private final ExternalTarget target;
  private final ClientEngine engine;
  private final ExternalTrial trial;

  private HotClients(Target own, ExternalTarget target, ClientEngine engine, ExternalTrial trial)
      throws IOException, InterruptedException {
    super(trial.create(engine, 0));
    this.own = own;
    this.target = target;
    this.engine = engine;
    this.trial = trial;
  }

  /**
   * Starts the server.
   *
   * @param engines makes the clients
   * @param folder of the trial, for what the server writes on standard error
   */
  static HotClients of(TrialSpec spec, ExternalTrial.Engines engines, Path folder)
      throws IOException, InterruptedException {
    Target own =
        Target.start(
            new ServerSetup(Protocol.H1, 2 * CLIENTS, LONGEST, SERVER_HEAP_MIB),
            folder.resolve("burn-in.log"));
    try {
      own.control().createFeeds(List.of(new FeedSpec(FEED, new UpdateSource.ClientsOnly(), 1, 64)));
      String file =
          Resources.text(HotClients.class, "burn-in.yaml")
              .replace("URL", own.feed("").resolve("/").toString());
      var tellings = new Tellings(1);
      var target =
          ExternalTarget.of(
              new ExternalServer(
                  TargetFile.parse("burn-in.yaml", file), _ -> Optional.empty(), tellings));
      ClientEngine engine = engines.of(target.carrier());
      TrialSpec hot = hot(spec);
      return new HotClients(
          own, target, engine, new ExternalTrial(hot, target, tellings, engines, folder));
    } catch (IOException | InterruptedException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /** The same way to listen, as often as it can be. */
  private static TrialSpec hot(TrialSpec spec) {
    Strategy strategy =
        switch (spec.strategy()) {
          case Strategy.Poll poll ->
              Strategy.parse(poll.conditional() ? "conditional-poll@5ms" : "poll@5ms");
          case Strategy.ServerSentEvents _, Strategy.WebSocket _ -> spec.strategy();
          case Strategy.LongPoll _ -> Strategy.parse("poll@5ms");
        };
    Engine engine = spec.workload().engine();
    return new TrialSpec(
        spec.id(),
        strategy,
        new Workload(Arrivals.parse(ARRIVALS), 1, CLIENTS, 0, Protocol.H1).on(engine),
        new Timing(Duration.ZERO, Duration.ofSeconds(1), 1, Duration.ZERO),
        spec.repeat(),
        spec.seed(),
        Optional.empty(),
        spec.setup());
  }

  @Override
  public void start() {
    long firstWindow = trial.start(0);
    slice.start(System.nanoTime(), firstWindow);
  }

  /** What is known of updates is worked out, too. */
  @Override
  public void readServer() {
    trial.now();
  }

  @Override
  public void stop(Awaiter awaiter) throws IOException, InterruptedException {
    slice.stop(awaiter);
    trial.quiesce();
  }

  @Override
  public void close() {
    super.close();
    trial.cleanUp();
    engine.close();
    target.close();
    own.close();
  }
}
