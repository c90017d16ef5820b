package dev.pushpull.trial.feed;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.FeedsSlice;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.Probe;
import dev.pushpull.trial.WindowMeters;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Subscribers of feeds. */
final class FeedSlice extends FeedsSlice<SubscriberFleet, Probe, List<PublishLog>, WindowMeters> {

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
    super(
        spec,
        clients,
        client -> new Probe(client, client % count, serverClockOffsetNanos),
        feeds,
        engine::subscribers,
        WindowMeters::new);
  }

  /** Every update of the window was seen and every tick answered. */
  @Override
  public BooleanSupplier settled(List<PublishLog> logs, long startNanos, long endNanos) {
    long[] newest = logs.stream().mapToLong(log -> log.firstAtOrAfter(endNanos) - 1).toArray();
    List<Probe> open = new ArrayList<>(probes);
    return () -> {
      open.removeIf(probe -> probe.settled(newest[probe.feed], endNanos));
      return open.isEmpty();
    };
  }

  @Override
  public WindowMeters meter(List<PublishLog> logs, Window window) {
    return WindowMeters.of(window, logs, probes);
  }

  /** What was pushed last is on its way; a poller asks no more. */
  @Override
  public boolean finish(List<PublishLog> logs, Awaiter awaiter)
      throws IOException, InterruptedException {
    boolean quiet = clients.awaitQuiet(ForkLife.TIMEOUT);
    if (spec.strategy().isPush()) {
      awaiter.until(
          () -> probes.stream().allMatch(p -> p.holds(logs.get(p.feed).newest())), ARRIVAL);
    }
    return quiet;
  }

  @Override
  public void addLife(LifeTotals life, List<PublishLog> logs) {
    probes.forEach(probe -> probe.addTo(life, logs.get(probe.feed)));
    life.set(Total.FAILURES, failures);
  }
}
