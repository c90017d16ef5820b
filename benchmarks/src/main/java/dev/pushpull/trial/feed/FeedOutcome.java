package dev.pushpull.trial.feed;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.Counts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.Audit;
import dev.pushpull.trial.DueArrivals;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Outcome;
import dev.pushpull.trial.PublisherLag;
import dev.pushpull.trial.WindowMeters;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.Total;
import java.util.List;

/** What subscribers of feeds experienced. */
public final class FeedOutcome extends Outcome<WindowMeters> {

  private final List<PublishLog> logs;
  private final long unplanned;

  /**
   * @param logs all that the feeds published
   * @param unplanned log entries that the arrival processes did not want
   */
  public FeedOutcome(
      TrialSpec spec,
      List<MeasuredWindow<WindowMeters>> windows,
      List<PublishLog> logs,
      long unplanned,
      Life life) {
    super(
        spec,
        windows,
        DueArrivals.digest(windows),
        PublisherLag.of(windows),
        life,
        new WindowMeters());
    this.logs = logs;
    this.unplanned = unplanned;
  }

  @Override
  public Counts counts() {
    var delivery = meters.delivery;
    return counts(
        meters.published.get(),
        delivery.delivered.get(),
        delivery.coalesced.get(),
        delivery.undelivered.get());
  }

  /** Over the clients' whole life; without bytes and connections if the clients count none. */
  @Override
  public Audit audit(Counts counts, long outOfRange) {
    var audit = new Audit(life).requests().updates(clients.get(Total.MESSAGES));
    if (spec.strategy().isPush() && !(spec.strategy() instanceof Strategy.LongPoll)) {
      audit.equal("versions skipped = conflated", Total.SKIPPED, life.server().conflated());
    }
    if (life.countedByClients()) {
      audit.bytesAndConnections();
    }
    audit.tls().none("updates that were not due", unplanned);
    if (life.alone()) {
      audit.logged(updates(logs));
    }
    return audit
        .none("versions going backwards", Total.FALLEN)
        .none("messages that differ from the publish log", Total.DIFFERING)
        .none("values out of range", outOfRange)
        .pairs(counts.updates());
  }

  @Override
  public void judgeLag(Judge judge) {
    judge.publisherLag(spec.strategy(), publisherLag, "the server");
  }

  @Override
  public void judgeFurther(Judge judge, Counts counts) {
    if (!life.countedByClients()) {
      judge.notAuditable("the clients count neither bytes nor connections");
    }
  }
}
