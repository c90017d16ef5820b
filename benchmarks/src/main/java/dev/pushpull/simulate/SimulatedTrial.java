package dev.pushpull.simulate;

import dev.pushpull.measure.FeedMeters;
import dev.pushpull.measure.Samples;
import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulated trial showed. Not safe for use by several threads. */
public final class SimulatedTrial {

  private final SimulationSpec spec;
  private final Tally tally;

  SimulatedTrial(SimulationSpec spec, Tally tally) {
    this.spec = spec;
    this.tally = tally;
  }

  /** What was simulated. */
  public SimulationSpec spec() {
    return spec;
  }

  /** What its subscribers experienced in all windows. */
  public FeedMeters meters() {
    return tally;
  }

  Tally tally() {
    return tally;
  }

  /**
   * The same as a real trial's result. Freshness and counts are exact; bytes and server CPU are
   * counts times what each costs; what has no meaning in virtual time (client CPU, memory) is null.
   *
   * @param costs of requests, messages and open connections
   * @param id the trial's name in its run
   * @throws IllegalArgumentException if the costs do not tell what this strategy takes
   */
  public TrialResult result(UnitCosts costs, String id) {
    List<AuditCheck> audit = audit();
    Distribution delivery = tally.delivery.latency.distribution();
    var publisherLag = new Samples(); // virtual time has none
    publisherLag.add(0, tally.publishedByFeeds.get());
    var result =
        new TrialResult(
            new TrialFacts(
                id,
                spec.strategy().toString(),
                spec.repeat(),
                spec.seed(),
                spec.arrivalsDigest(),
                WorkloadInfo.of(spec.workload()),
                seconds(),
                spec.timing().windows()),
            audit.stream().map(AuditCheck::validity).reduce(Validity.VALID, Validity::and),
            counts(),
            new Times(
                delivery,
                delivery, // published when due
                tally.staleness(),
                tally.age(),
                tally.requestLatency(),
                tally.requests.scheduleLag.distribution(),
                publisherLag.distribution()),
            overhead(costs),
            Model.NONE,
            audit,
            new ServerInfo(0, 0),
            new ClockInfo(0, 0),
            null,
            null,
            null,
            null);
    return result.withAbsences();
  }

  private boolean polls() {
    return !spec.strategy().isPush();
  }

  private double seconds() {
    return spec.timing().windows() * (spec.timing().window().toNanos() / 1e9);
  }

  private Counts counts() {
    var delivery = tally.delivery;
    boolean stream = !polls() && !(spec.strategy() instanceof Strategy.LongPoll);
    return new Counts(
        new Counts.Updates(
            tally.published.get(),
            delivery.delivered.get(),
            delivery.coalesced.get(),
            delivery.undelivered.get(),
            tally.duplicates.get(),
            0L),
        tally.requests.exchanges(polls(), 0),
        0,
        new Counts.Connects(
            spec.workload().subscribers(), stream ? spec.workload().subscribers() : 0, 0));
  }

  private Overhead overhead(UnitCosts costs) {
    double subscribers = spec.workload().subscribers();
    double seconds = seconds();
    double requests = (double) tally.requests.sent.get();
    double empty = (double) tally.requests.empty.get();
    double seen = (double) tally.freshness.peaks.count();
    double news = polls() ? requests - empty : seen;
    var traffic = Traffic.of(spec.strategy(), subscribers, requests / seconds, news / seconds);
    UnitCost cost = costs.perSecond(traffic, spec.workload().payloadBytes());
    double bytes = cost.bytes() * seconds;
    Double micros = cost.times(seconds).serverCpuMicros();
    double subscriberSeconds = subscribers * seconds;
    return new Overhead(
        new Overhead.PerSecond(
            Overhead.ratio(requests, subscriberSeconds),
            Overhead.ratio(seen + tally.duplicates.get(), subscriberSeconds),
            Overhead.ratio(bytes, subscriberSeconds),
            micros == null ? null : Overhead.ratio(micros, subscriberSeconds),
            null),
        Overhead.PerUpdate.of(requests, bytes, micros, tally.published.get()),
        Overhead.PerUpdate.of(requests, bytes, micros, tally.delivery.delivered.get()),
        polls() ? Overhead.ratio(empty, requests) : null,
        new Overhead.Bytes(
            Math.round(cost.bytesUp() * seconds), Math.round(cost.bytesDown() * seconds)),
        new Overhead.Bytes(0, 0),
        new CpuSplit(micros, 0.0, 0.0, 0.0, 0.0),
        0.0,
        null,
        null);
  }

  private List<AuditCheck> audit() {
    var delivery = tally.delivery;
    var requests = tally.requests;
    long lived =
        (long) spec.workload().subscribers()
            * spec.timing().windows()
            * spec.timing().window().toNanos();
    return List.of(
        new AuditCheck(
            "published = delivered + coalesced + undelivered",
            tally.published.get(),
            delivery.delivered.get() + delivery.coalesced.get() + delivery.undelivered.get()),
        new AuditCheck(
            "delivery latencies = published", delivery.latency.count(), tally.published.get()),
        new AuditCheck(
            "request latencies = requests", requests.uncorrected.count(), requests.sent.get()),
        new AuditCheck(
            "corrected request latencies = " + (polls() ? "ticks due" : "requests"),
            requests.corrected.count(),
            polls() ? requests.dueTicks.get() : requests.sent.get()),
        new AuditCheck("ns of staleness = ns lived", tally.freshness.staleness.totalNanos(), lived),
        new AuditCheck("ns of age = ns lived", tally.freshness.age.totalNanos(), lived),
        new AuditCheck("values out of range", tally.outOfRange(), 0));
  }
}
