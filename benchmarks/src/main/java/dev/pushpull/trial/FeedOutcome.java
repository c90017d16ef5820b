package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import java.util.List;

/**
 * What subscribers of feeds experienced → a trial's result, audited and judged.
 *
 * @param windows in their order, at least one
 * @param clients all of them
 * @param logs all that the feeds published
 * @param unplanned log entries that the arrival processes did not want
 */
record FeedOutcome(
    TrialSpec spec,
    List<MeasuredWindow<WindowMeters>> windows,
    LifeTotals clients,
    List<PublishLog> logs,
    long unplanned,
    Life life) {

  TrialResult result() {
    var builder = new ResultBuilder(spec, windows, clients);
    Counts counts = builder.counts(life.server().conflated());
    Model model = Oracle.of(spec.strategy(), spec.workload(), windows);
    List<AuditCheck> audit =
        Auditor.audit(
            spec.strategy(),
            life.countedByClients(),
            clients,
            life.bytes(),
            life.server(),
            logs,
            unplanned,
            life.alone(),
            counts,
            builder.outOfRange());
    Judge judge = judge(builder, counts, audit, model);
    if (!life.countedByClients()) {
      judge.notAuditable("the clients count neither bytes nor connections");
    }
    return builder.build(
        DueArrivals.digest(windows),
        judge.quiet(life.quiet()).verdict(),
        counts,
        builder.overhead(life.baseline(), life.memory(), life.bytes()),
        model,
        audit,
        life.info(clients),
        life.clock(),
        null);
  }

  private Judge judge(ResultBuilder builder, Counts counts, List<AuditCheck> audit, Model model) {
    WindowMeters meters = builder.meters();
    var delivery = meters.delivery().latency().distribution();
    return new Judge()
        .connections(life.connected(), spec.workload().subscribers(), life.connectFailures())
        .audit(audit)
        .undelivered(spec.strategy(), counts)
        .unheld(meters.freshness().unheldNanos())
        .errors(counts.errors(), clients.firstFailure())
        .reconnects(counts.connects().reconnects())
        .achievedPolls(counts)
        .scheduleLag(spec.strategy(), meters.requests().scheduleLag())
        .publisherLag(spec.strategy(), builder.publisherLag())
        .machine(builder.costs().shares(), spec.strategy(), builder.tempo())
        .clock(life.clock(), delivery.p50())
        .oracle(model, delivery.mean(), builder.staleness(), counts);
  }
}
