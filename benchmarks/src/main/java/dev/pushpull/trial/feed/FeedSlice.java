package dev.pushpull.trial.feed;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.Fleet;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.LocalSlice;
import dev.pushpull.trial.Patience;
import dev.pushpull.trial.Probe;
import dev.pushpull.trial.WindowMeters;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Subscribers of feeds. */
final class FeedSlice extends LocalSlice<List<PublishLog>, WindowMeters> {

  private static final Duration ARRIVAL = Duration.ofSeconds(3);

  private final TrialSpec spec;
  private final Fleet<SubscriberFleet, Probe> fleet;
  private long failuresBefore;
  private long failures;

  /**
   * Subscribers that are not connected yet, client {@code i} at feed {@code i mod count}.
   *
   * @param feeds the address of each feed
   */
  FeedSlice(
      TrialSpec spec,
      ClientEngine engine,
      int clients,
      int count,
      IntFunction<URI> feeds,
      long serverClockOffsetNanos) {
    var all =
        Fleet.of(
            IntStream.range(0, clients)
                .mapToObj(client -> new Probe(client, client % count, serverClockOffsetNanos))
                .toList(),
            spec.strategy(),
            feeds,
            engine::subscribers);
    super(all.clients(), WindowMeters::new);
    this.spec = spec;
    this.fleet = all;
  }

  /** With what each subscriber experienced. */
  Fleet<SubscriberFleet, Probe> fleet() {
    return fleet;
  }

  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    failuresBefore = fleet.failures();
    fleet.start(spec, fromNanos);
  }

  /** Every update of the window was seen and every tick answered. */
  @Override
  public BooleanSupplier settled(List<PublishLog> told, long startNanos, long endNanos) {
    long[] newest = told.stream().mapToLong(log -> log.firstAtOrAfter(endNanos) - 1).toArray();
    List<Probe> open = new ArrayList<>(fleet.probes());
    return () -> {
      open.removeIf(probe -> probe.settled(newest[probe.feed()], endNanos));
      return open.isEmpty();
    };
  }

  @Override
  public WindowMeters meter(List<PublishLog> told, Window window) {
    return WindowMeters.of(window, told, fleet.probes());
  }

  @Override
  public boolean stop(Patience patience) {
    failures = fleet.failures() - failuresBefore;
    clients().stop();
    return true;
  }

  /** What was pushed last is on its way; a poller asks no more. */
  @Override
  public boolean finish(List<PublishLog> told, Patience patience)
      throws IOException, InterruptedException {
    boolean quiet = clients().awaitQuiet(ForkLife.TIMEOUT);
    if (spec.strategy().isPush()) {
      patience.until(
          () -> fleet.probes().stream().allMatch(p -> p.holds(told.get(p.feed()).newest())),
          ARRIVAL);
    }
    return quiet;
  }

  @Override
  public void addLife(LifeTotals life, List<PublishLog> told) {
    fleet.probes().forEach(probe -> probe.addTo(life, told.get(probe.feed())));
    life.set(Total.FAILURES, failures);
  }
}
