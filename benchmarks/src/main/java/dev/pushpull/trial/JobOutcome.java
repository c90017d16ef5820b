package dev.pushpull.trial;

import dev.pushpull.measure.JobMeter;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.model.JobPolls;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.JobsReading;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a fork of jobs resulted in: counts, expectation, audit, verdict, all in one result. */
final class JobOutcome {

  private static final double MS = 1e-6;
  private static final double STANDARD_ERRORS = 3;

  private final TrialSpec spec;
  private final List<MeasuredWindow<JobMeters>> windows;
  private final LifeTotals clients;
  private final JobsReading before;
  private final JobsReading after;
  private final long ended;
  private final String digest;
  private final Life life;
  private final JobMeters meters = new JobMeters();
  private final Costs costs;

  /**
   * @param clients all of them
   * @param before the server's jobs before the first
   * @param after the same when none could end any more
   * @param ended how many ended in the windows, as the server has it
   * @param digest of the submissions that were due in the windows
   */
  JobOutcome(
      TrialSpec spec,
      List<MeasuredWindow<JobMeters>> windows,
      LifeTotals clients,
      JobsReading before,
      JobsReading after,
      long ended,
      String digest,
      Life life) {
    this.spec = spec;
    this.windows = windows;
    this.clients = clients;
    this.before = before;
    this.after = after;
    this.ended = ended;
    this.digest = digest;
    this.life = life;
    windows.forEach(window -> Mergeable.add(meters, window.meters()));
    this.costs = new Costs(windows, spec.workload().subscribers());
  }

  TrialResult result() {
    Counts counts = counts();
    Model model = model();
    JobStory story = story();
    List<AuditCheck> audit = audit(counts);
    Validity validity = judge(counts, story, audit);
    var none = Times.NONE;
    var times =
        new Times(
            none.deliveryLatencyMs(),
            none.deliveryLatencyCorrectedMs(),
            staleness(),
            none.ageMs(),
            ResultBuilder.latency(meters.requests()),
            meters.requests().scheduleLag().distribution(),
            none.publisherLagMs());
    return new TrialResult(
        TrialFacts.of(spec, digest, costs.lengthSeconds(), windows.size()),
        validity,
        counts,
        times,
        overhead(),
        model,
        audit,
        life.info(clients),
        life.clock(),
        null,
        story,
        null);
  }

  private Staleness staleness() {
    double fraction = meters.jobs().staleness().fractionAboveZero();
    return new Staleness(
        meters.jobs().staleness().distribution(), Double.isNaN(fraction) ? null : fraction);
  }

  private Counts counts() {
    JobMeter jobs = meters.jobs();
    long unknown = jobs.measured() - jobs.known();
    return new Counts(
        new Counts.Updates(jobs.measured(), jobs.known(), 0, unknown, 0, life.server().conflated()),
        ResultBuilder.requests(spec, meters.sent(), meters.requests()),
        clients.get(Total.FAILURES),
        ResultBuilder.connections(clients));
  }

  private Overhead overhead() {
    boolean polls = !spec.strategy().isPush();
    var requests = meters.requests();
    var output =
        new Costs.Output(
            meters.jobs().measured(),
            meters.jobs().known(),
            meters.sent(),
            meters.sent() - requests.empty(),
            polls ? requests.sent() : 0,
            requests.empty());
    return costs.overhead(output, life.baseline(), life.memory(), life.bytes());
  }

  /**
   * Polls at a fixed interval, given how long the jobs took; none else. Without a poll in the
   * windows nothing says how long a round trip takes.
   */
  private Optional<JobPolls> expected() {
    boolean fixed =
        spec.strategy() instanceof Strategy.Poll poll && poll.pace() instanceof Pace.Fixed;
    return fixed && meters.jobs().known() > 0 && meters.requests().uncorrected().count() > 0
        ? Optional.of(new JobPolls(spec.strategy().longestInterval().toNanos(), delayNanos()))
        : Optional.empty();
  }

  /** Half a round trip. */
  private double delayNanos() {
    return meters.requests().uncorrected().meanNanos() / 2;
  }

  private Model model() {
    if (expected().isEmpty()) {
      return Model.NONE;
    }
    double delay = expected().get().delay() * MS;
    var none = Expected.NONE;
    return new Model(new Expected(delay, delay), none, none, none, none, null);
  }

  private JobStory story() {
    JobMeter jobs = meters.jobs();
    double known = jobs.known();
    Optional<JobPolls> expected = expected();
    return new JobStory(
        clients.get(Total.SUBMITTED),
        clients.get(Total.REFUSED),
        clients.get(Total.PROCESSED),
        clients.get(Total.FAILED),
        jobs.measured(),
        jobs.known(),
        jobs.service().count() == 0 ? null : jobs.service().meanNanos() * MS,
        jobs.doneToKnown().distribution(),
        expected.map(polls -> polls.meanDoneToKnown() * MS).orElse(null),
        expected.map(polls -> knownTolerance(polls, jobs.known())).orElse(null),
        meters.submissions().distribution(),
        Costs.ratio((double) jobs.requests(), known),
        spec.strategy().isPush() ? null : Costs.ratio((double) jobs.wastedPolls(), known),
        Costs.ratio((double) jobs.wastedPolls(), (double) jobs.polls()),
        Costs.ratio((double) costs.bytes(), (double) jobs.measured()),
        expected.map(polls -> polls.meanRequests(jobs.meanWatchedNanos())).orElse(null),
        expected.map(polls -> tolerance(polls, jobs.known())).orElse(null));
  }

  /** Phases, and that the server's read may lie anywhere in a round trip. */
  private static double tolerance(JobPolls polls, long jobs) {
    return STANDARD_ERRORS * polls.requestsError(jobs) + polls.delay() / polls.interval();
  }

  private static double knownTolerance(JobPolls polls, long jobs) {
    return (STANDARD_ERRORS * polls.doneToKnownError(jobs) + polls.delay()) * MS;
  }

  private List<AuditCheck> audit(Counts counts) {
    return new Audit()
        .requests(clients, life.server())
        .equal(
            "jobs accepted = jobs created",
            clients.get(Total.ACCEPTED),
            delta(JobsReading::created))
        .equal("jobs refused", clients.get(Total.REFUSED), delta(JobsReading::refused))
        .equal(
            "jobs known as processed = jobs finished",
            clients.get(Total.PROCESSED),
            delta(JobsReading::finished))
        .equal(
            "jobs known as failed = jobs failed",
            clients.get(Total.FAILED),
            delta(JobsReading::failed))
        .equal(
            "updates received = updates sent",
            clients.get(Total.MESSAGES),
            life.server().updatesSent())
        .bytesAndConnections(clients, life.bytes(), life.server())
        .tls(clients, life.server())
        .none("versions going backwards", clients.get(Total.FALLEN))
        .none("values out of range", meters.outOfRange())
        .equal(
            "jobs ended = known + not known",
            ended,
            counts.updates().delivered() + counts.updates().undelivered())
        .checks();
  }

  private long delta(ToLongFunction<JobsReading> count) {
    return count.applyAsLong(after) - count.applyAsLong(before);
  }

  private Validity judge(Counts counts, JobStory story, List<AuditCheck> audit) {
    Judge judge =
        new Judge()
            .connections(life.connected(), spec.workload().subscribers(), life.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .errors(counts.errors(), clients.firstFailure())
            .reconnects(counts.connects().reconnects())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), meters.requests().scheduleLag())
            .machine(costs.shares(), spec.strategy(), tempo(story.delayMs().mean()))
            .clock(life.clock(), story.delayMs().p50())
            .jobs(story);
    return judge.quiet(life.quiet()).verdict();
  }

  private Judge.Tempo tempo(@Nullable Double knownMs) {
    double messages = meters.sent() - meters.requests().empty();
    return Judge.Tempo.of(
        meters.requests().uncorrected(), knownMs, messages / costs.lengthSeconds());
  }
}
