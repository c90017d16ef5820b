package dev.pushpull.simulate;

import dev.pushpull.measure.Samples;
import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.Age;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.CpuSplit;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Overhead.PerUpdate;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated trial as a real one's result. Freshness and counts are exact; bytes and server CPU
 * are counts times what each costs; what has no meaning in virtual time (client CPU, memory) is
 * null.
 */
final class SimulatedResult {

  private final SimulationSpec spec;
  private final Tally tally;
  private final boolean polls;
  private final double subscribers;
  private final double seconds;

  SimulatedResult(SimulationSpec spec, Tally tally) {
    this.spec = spec;
    this.tally = tally;
    this.polls = !spec.strategy().isPush();
    this.subscribers = spec.workload().subscribers();
    this.seconds = spec.timing().windows() * (spec.timing().window().toNanos() / 1e9);
  }

  TrialResult build(UnitCosts costs, String id) {
    List<AuditCheck> audit = audit();
    double stale = tally.staleness.fractionAboveZero();
    Distribution delivery = tally.delivery.distribution();
    var facts =
        new TrialFacts(
            id,
            spec.strategy().toString(),
            spec.repeat(),
            spec.seed(),
            DueArrivals.digest(spec),
            WorkloadInfo.of(spec.workload()),
            seconds,
            spec.timing().windows());
    var times =
        new Times(
            delivery,
            delivery, // published when due
            new Staleness(tally.staleness.distribution(), finite(stale)),
            new Age(tally.age.distribution(), finite(tally.peaks.meanNanos() / 1e6)),
            new RequestLatency(tally.corrected.distribution(), tally.uncorrected.distribution()),
            none(tally.answeredTicks),
            none(tally.publishedByFeeds));
    var result =
        new TrialResult(
            facts,
            validity(audit),
            counts(),
            times,
            overhead(costs),
            Model.NONE,
            audit,
            new ServerInfo(0, 0),
            new ClockInfo(0, 0),
            null,
            null,
            null);
    return result.withAbsences();
  }

  private static @Nullable Double finite(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** A lag that virtual time does not have. */
  private static Distribution none(long times) {
    var samples = new Samples();
    samples.add(0, times);
    return samples.distribution();
  }

  private Counts counts() {
    boolean stream = !polls && !(spec.strategy() instanceof Strategy.LongPoll);
    return new Counts(
        new Counts.Updates(
            tally.published,
            tally.delivered,
            tally.coalesced,
            tally.undelivered,
            tally.duplicates,
            0),
        new Counts.Exchanges(
            tally.sent,
            polls ? tally.empty : 0,
            polls ? tally.sent : 0,
            polls ? 0 : tally.empty,
            tally.dueTicks,
            tally.dueTicks - tally.answeredTicks),
        0,
        new Counts.Connects(
            spec.workload().subscribers(), stream ? spec.workload().subscribers() : 0, 0));
  }

  private Overhead overhead(UnitCosts costs) {
    double messages = (double) tally.peaks.count() + tally.duplicates;
    double news = polls ? (double) (tally.sent - tally.empty) : (double) tally.peaks.count();
    var traffic = Traffic.of(spec.strategy(), subscribers, tally.sent / seconds, news / seconds);
    UnitCost cost = costs.perSecond(traffic, spec.workload().payloadBytes());
    double requests = (double) tally.sent;
    double bytes = cost.bytes() * seconds;
    double micros = cost.serverCpuMicros() * seconds;
    double subscriberSeconds = subscribers * seconds;
    return new Overhead(
        new Overhead.PerSecond(
            ratio(requests, subscriberSeconds),
            ratio(messages, subscriberSeconds),
            ratio(bytes, subscriberSeconds),
            ratio(micros, subscriberSeconds),
            null),
        PerUpdate.of(requests, bytes, micros, tally.published),
        PerUpdate.of(requests, bytes, micros, tally.delivered),
        polls ? ratio((double) tally.empty, requests) : null,
        new Overhead.Bytes(
            Math.round(cost.bytesUp() * seconds), Math.round(cost.bytesDown() * seconds)),
        new Overhead.Bytes(0, 0),
        new CpuSplit(micros, 0, 0, 0, 0),
        0,
        null,
        null);
  }

  private static @Nullable Double ratio(double numerator, double denominator) {
    return denominator == 0 ? null : numerator / denominator;
  }

  private List<AuditCheck> audit() {
    long lived = Math.round(subscribers) * spec.timing().windows() * windowNanos();
    return List.of(
        new AuditCheck(
            "published = delivered + coalesced + undelivered",
            tally.published,
            tally.delivered + tally.coalesced + tally.undelivered),
        new AuditCheck("delivery latencies = published", tally.delivery.count(), tally.published),
        new AuditCheck("request latencies = requests", tally.uncorrected.count(), tally.sent),
        new AuditCheck(
            "corrected request latencies = " + (polls ? "ticks due" : "requests"),
            tally.corrected.count(),
            polls ? tally.dueTicks : tally.sent),
        new AuditCheck("ns of staleness = ns lived", tally.staleness.totalNanos(), lived),
        new AuditCheck("ns of age = ns lived", tally.age.totalNanos(), lived),
        new AuditCheck("values out of range", tally.outOfRange(), 0));
  }

  private long windowNanos() {
    return spec.timing().window().toNanos();
  }

  private static Validity validity(List<AuditCheck> audit) {
    Validity validity = Validity.VALID;
    for (AuditCheck check : audit) {
      if (!check.holds()) {
        validity =
            validity.and(
                Validity.invalid(
                    "audit: %s: %d is not %d"
                        .formatted(check.name(), check.left(), check.right())));
      }
    }
    return validity;
  }
}
