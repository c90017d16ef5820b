package dev.pushpull.trial;

import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.ScenarioFigures;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial's clients experienced → its result, audited and judged. A scenario's own adds what
 * it counts, its equations, and what it judges beside what is the same for all.
 */
public abstract class Outcome<M extends Meters> {

  /** What the trial was to be. */
  public final TrialSpec spec;

  /** In their order, at least one unless only counts are asked for. */
  public final List<MeasuredWindow<M>> windows;

  /** What was found around the windows. */
  public final Life life;

  /** What the clients counted over their whole life. */
  public final LifeTotals clients;

  /** Of all windows. */
  public final M meters;

  /** As of any subscribers. */
  public final WindowMeters any;

  /** Of all windows. */
  public final Costs costs;

  /** Of the updates, each once, however many watch. */
  public final Samples publisherLag;

  private final String digest;

  /**
   * Adds the windows up.
   *
   * @param digest of the arrivals that were due in the windows
   * @param publisherLag of their updates, each once
   * @param nothing meters that have metered nothing
   */
  protected Outcome(
      TrialSpec spec,
      List<MeasuredWindow<M>> windows,
      String digest,
      Samples publisherLag,
      Life life,
      M nothing) {
    this.spec = spec;
    this.windows = windows;
    this.digest = digest;
    this.life = life;
    this.clients = life.clients();
    this.meters = nothing;
    this.any = nothing.any();
    this.publisherLag = publisherLag;
    this.costs = new Costs(windows, spec.workload().subscribers());
    windows.forEach(window -> Mergeable.add(meters, window.meters()));
  }

  /** All updates of some logs but each one's first. */
  public static long updates(List<PublishLog> logs) {
    return logs.stream().mapToLong(log -> log.newest() - 1L).sum();
  }

  /** All counts; those of connections over the whole life. */
  public abstract Counts counts();

  /**
   * Equations between what the clients counted and what the server counted.
   *
   * @param outOfRange how many values cannot be: below 0 or absurdly long
   */
  public abstract Audit audit(Counts counts, long outOfRange);

  /** The scenario's own figures. */
  public @Nullable ScenarioFigures story(Counts counts, Model model) {
    return null;
  }

  /** What is known of a server that is not ours. */
  public @Nullable TargetFigures target() {
    return null;
  }

  /** Judges how long subscribers held nothing. */
  public void judgeUnheld(Judge judge) {
    judge.unheld(any.freshness.unheld.get());
  }

  /** Judges how late things began that nobody waits for. */
  public void judgeLag(Judge judge) {}

  /** Judges what only this scenario has. */
  public void judgeFurther(Judge judge, Counts counts) {}

  /** What theory expects; nothing where clients were cut off. */
  public Model model() {
    return clients.get(Total.CUTS) > 0
        ? Model.NONE
        : Oracle.of(spec.strategy(), spec.workload(), windows);
  }

  /** What clients wait for. */
  public Samples latency() {
    return any.delivery.latency;
  }

  /** How long what clients held was wrong. */
  public Ramps staleness() {
    return any.freshness.staleness;
  }

  /** Messages that carried news. */
  public long messages() {
    return any.messages.get();
  }

  /** How late, how stale, how long. */
  public Times times() {
    return new Times(
        any.delivery.latency.distribution(),
        any.delivery.corrected.distribution(),
        staleness().asStaleness(),
        any.age(),
        any.requestLatency(),
        any.requests.scheduleLag.distribution(),
        publisherLag.distribution());
  }

  /** All figures, audited and judged. */
  public TrialResult result() {
    Counts counts = counts();
    Model model = model();
    List<AuditCheck> audit =
        audit(counts, meters.outOfRange() + publisherLag.outOfRange()).checks();
    return new TrialResult(
        TrialFacts.of(spec, digest, costs.lengthSeconds(), windows.size()),
        judge(counts, model, audit),
        counts,
        times(),
        overhead(counts),
        model,
        audit,
        life.info(),
        life.clock(),
        null,
        story(counts, model),
        target(),
        null);
  }

  /** With what all scenarios count alike. */
  public final Counts counts(
      @Nullable Long published,
      long delivered,
      @Nullable Long coalesced,
      @Nullable Long undelivered) {
    return new Counts(
        new Counts.Updates(
            published,
            delivered,
            coalesced,
            undelivered,
            any.duplicates.get(),
            life.tellsCounters() ? life.server().conflated() : null),
        any.requests.exchanges(!spec.strategy().isPush(), any.otherRequests.get()),
        clients.get(Total.FAILURES),
        new Counts.Connects(
            clients.get(Total.CONNECTIONS),
            clients.get(Total.HANDSHAKES),
            clients.get(Total.RECONNECTS)));
  }

  /** What it cost, given what came of it. */
  public final Overhead overhead(Counts counts) {
    return costs.overhead(counts, messages(), life);
  }

  private Validity judge(Counts counts, Model model, List<AuditCheck> audit) {
    Distribution latency = latency().distribution();
    var tempo =
        new Judge.Tempo(
            any.requests.uncorrected.count() == 0 ? null : Judge.p99(any.requests.uncorrected),
            latency.mean(),
            messages() / costs.lengthSeconds());
    Judge judge =
        new Judge()
            .connections(life.connected(), spec.workload().subscribers(), life.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .cutsExplain(clients.get(Total.CUTS), counts, clients.firstFailure())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), any.requests.scheduleLag);
    judgeUnheld(judge);
    judgeLag(judge);
    judge
        .machine(costs.shares(life), spec.strategy(), tempo)
        .clock(life.clock(), latency.p50())
        .oracle(model, latency.mean(), staleness().asStaleness(), counts);
    judgeFurther(judge, counts);
    return judge.quiet(life.quiet()).verdict();
  }
}
