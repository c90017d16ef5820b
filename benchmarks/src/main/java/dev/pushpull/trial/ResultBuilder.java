package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Samples;
import dev.pushpull.result.Age;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Story;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.MemoryReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a trial's result together from its windows. */
final class ResultBuilder {

  private final TrialSpec spec;
  private final List<MeasuredWindow<WindowMeters>> windows;
  private final LifeTotals clients;
  private final Samples publisherLag;
  private final WindowMeters meters = new WindowMeters();
  private final Costs costs;

  ResultBuilder(TrialSpec spec, List<MeasuredWindow<WindowMeters>> windows, LifeTotals clients) {
    this.spec = spec;
    this.windows = windows;
    this.clients = clients;
    this.publisherLag = PublisherLag.of(windows);
    this.costs = new Costs(windows, spec.workload().subscribers());
    windows.forEach(window -> Mergeable.add(meters, window.meters()));
  }

  WindowMeters meters() {
    return meters;
  }

  /**
   * @param conflated by the server, whole life
   */
  Counts counts(long conflated) {
    var delivery = meters.delivery();
    return new Counts(
        new Counts.Updates(
            meters.published(),
            delivery.delivered(),
            delivery.coalesced(),
            delivery.undelivered(),
            meters.duplicates(),
            conflated),
        requests(spec, meters.requests().sent(), meters.requests()),
        clients.get(Total.FAILURES),
        connections(clients));
  }

  /**
   * @param sent of them, and of others that are no polls
   */
  static Counts.Exchanges requests(TrialSpec spec, long sent, RequestMeter meter) {
    boolean polls = !spec.strategy().isPush();
    return new Counts.Exchanges(
        sent,
        polls ? meter.empty() : 0,
        polls ? meter.sent() : 0,
        polls ? 0 : meter.empty(),
        meter.dueTicks(),
        meter.missedTicks());
  }

  static Counts.Connects connections(LifeTotals clients) {
    return new Counts.Connects(
        clients.get(Total.CONNECTIONS),
        clients.get(Total.HANDSHAKES),
        clients.get(Total.RECONNECTS));
  }

  /** Of the updates, each once, however many watch. */
  Samples publisherLag() {
    return publisherLag;
  }

  long outOfRange() {
    return meters.outOfRange() + publisherLag.outOfRange();
  }

  /** What waiting for a processor is held against. */
  Judge.Tempo tempo() {
    return Judge.Tempo.of(
        meters.requests().uncorrected(),
        meters.delivery().latency().distribution().mean(),
        meters.messages() / costs.lengthSeconds());
  }

  Staleness staleness() {
    var ramps = meters.freshness().staleness();
    double fraction = ramps.fractionAboveZero();
    return new Staleness(ramps.distribution(), Double.isNaN(fraction) ? null : fraction);
  }

  /** What the windows cost. */
  Costs costs() {
    return costs;
  }

  Overhead overhead(Baseline baseline, MemoryReading connected, ByteCounts connection) {
    var output =
        new Costs.Output(
            meters.published(),
            meters.delivery().delivered(),
            meters.requests().sent(),
            meters.messages(),
            spec.strategy().isPush() ? 0 : meters.requests().sent(),
            meters.requests().empty());
    return costs.overhead(output, baseline, connected, connection);
  }

  /**
   * @param digest of what was due in the windows
   * @param story what the scenario adds, if it does
   */
  TrialResult build(
      String digest,
      Validity validity,
      Counts counts,
      Overhead overhead,
      Model model,
      List<AuditCheck> audit,
      ServerInfo server,
      ClockInfo clock,
      @Nullable Story story) {
    var freshness = meters.freshness();
    double peak = freshness.peaks().meanNanos() / 1e6;
    var times =
        new Times(
            meters.delivery().latency().distribution(),
            meters.delivery().corrected().distribution(),
            staleness(),
            new Age(freshness.age().distribution(), Double.isNaN(peak) ? null : peak),
            latency(meters.requests()),
            meters.requests().scheduleLag().distribution(),
            publisherLag.distribution());
    var facts = TrialFacts.of(spec, digest, costs.lengthSeconds(), windows.size());
    return new TrialResult(
        facts, validity, counts, times, overhead, model, audit, server, clock, null, story, null);
  }

  static RequestLatency latency(RequestMeter requests) {
    return new RequestLatency(
        requests.corrected().distribution(), requests.uncorrected().distribution());
  }
}
