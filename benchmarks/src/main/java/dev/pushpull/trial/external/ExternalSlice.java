package dev.pushpull.trial.external;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.BothEnds;
import dev.pushpull.trial.FeedsSlice;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.SightProbe;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Subscribers of a server that is not ours. */
final class ExternalSlice extends FeedsSlice<SubscriberFleet, SightProbe, Truths, BothEnds> {

  /** Subscribers that are not connected yet, client {@code i} at feed {@code i mod count}. */
  ExternalSlice(
      TrialSpec spec, ClientEngine engine, ExternalServer server, int clients, int count) {
    super(
        spec,
        clients,
        client -> new SightProbe(client, client % count),
        server::feed,
        engine::subscribers,
        BothEnds::new);
  }

  /** Every update of the window was seen and every tick answered. */
  @Override
  public BooleanSupplier settled(Truths truths, long startNanos, long endNanos) {
    return () ->
        truths.isPublished(endNanos)
            && probes.stream().allMatch(probe -> probe.isAnswered(endNanos))
            && hold(truths.now(), endNanos);
  }

  /** Whether all hold the newest of what was published before an instant. */
  private boolean hold(List<FeedTruth> now, long endNanos) {
    int[] newest =
        now.stream().mapToInt(truth -> truth.latest().firstAtOrAfter(endNanos) - 1).toArray();
    return probes.stream()
        .allMatch(
            probe -> now.get(probe.feed).observations(probe.sights).held() >= newest[probe.feed]);
  }

  @Override
  public BothEnds meter(Truths truths, Window window) {
    return BothEnds.of(window, truths.now(), probes);
  }

  /** What was pushed last is on its way; a poller asks no more. */
  @Override
  public boolean finish(Truths truths, Awaiter awaiter) throws IOException, InterruptedException {
    boolean quiet = clients.awaitQuiet(ForkLife.TIMEOUT);
    if (spec.strategy().isPush()) {
      awaiter.until(() -> hold(truths.now(), Long.MAX_VALUE), ARRIVAL);
    }
    return quiet;
  }

  @Override
  public void addLife(LifeTotals life, Truths truths) {
    List<FeedTruth> now = truths.now();
    probes.forEach(probe -> probe.addTo(life, now.get(probe.feed)));
    life.set(Total.FAILURES, failures);
  }
}
