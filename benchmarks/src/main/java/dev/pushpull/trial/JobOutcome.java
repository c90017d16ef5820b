package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.measure.JobMeter;
import dev.pushpull.model.JobPolls;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.result.Age;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** What a fork of jobs resulted in: counts, expectation, audit, verdict, all in one result. */
final class JobOutcome {

  private static final double MS = 1e-6;
  private static final double STANDARD_ERRORS = 3;

  /**
   * What was found around the windows.
   *
   * @param memory when all were connected
   * @param quiet whether all requests were answered at the end
   */
  record Setting(
      Baseline baseline,
      MemoryReading memory,
      long connected,
      List<String> connectFailures,
      ClockInfo clock,
      ServerInfo server,
      boolean quiet) {}

  private final TrialSpec spec;
  private final List<JobWindow> windows;
  private final List<JobProbe> probes;
  private final ByteCounts bytes;
  private final ServerCounters life;
  private final JobsReading before;
  private final JobsReading after;
  private final JobMeters meters = new JobMeters();
  private final Costs costs;

  /**
   * @param bytes on the clients' sockets, whole life
   * @param life what the server counted between the first connect and the last close
   * @param before the server's jobs before the first
   * @param after the same when none could end any more
   */
  JobOutcome(
      TrialSpec spec,
      List<JobWindow> windows,
      List<JobProbe> probes,
      ByteCounts bytes,
      ServerCounters life,
      JobsReading before,
      JobsReading after) {
    this.spec = spec;
    this.windows = windows;
    this.probes = probes;
    this.bytes = bytes;
    this.life = life;
    this.before = before;
    this.after = after;
    windows.forEach(window -> meters.add(window.meters()));
    this.costs =
        new Costs(
            windows.stream().map(w -> new Costs.Span(w.window(), w.open(), w.close())).toList(),
            spec.workload().subscribers());
  }

  TrialResult result(Setting setting) {
    Counts counts = counts();
    Model model = model();
    JobStory story = story();
    List<AuditCheck> audit = audit(counts);
    Validity validity = judge(setting, counts, model, story, audit);
    Distribution none = Distribution.NONE;
    return new TrialResult(
            spec.id(),
            spec.strategy().toString(),
            spec.repeat(),
            spec.seed(),
            digest(),
            WorkloadInfo.of(spec.workload()),
            costs.lengthSeconds(),
            windows.size(),
            validity,
            counts,
            meters.jobs().doneToKnown().distribution(),
            none,
            staleness(),
            new Age(none, null),
            new RequestLatency(
                meters.requests().corrected().distribution(),
                meters.requests().uncorrected().distribution()),
            meters.requests().scheduleLag().distribution(),
            none,
            overhead(setting),
            model,
            audit,
            serverInfo(setting.server()),
            setting.clock(),
            null)
        .with(story);
  }

  private Staleness staleness() {
    double fraction = meters.jobs().staleness().fractionAboveZero();
    return new Staleness(
        meters.jobs().staleness().distribution(), Double.isNaN(fraction) ? null : fraction);
  }

  private Counts counts() {
    JobMeter jobs = meters.jobs();
    boolean polls = !spec.strategy().isPush();
    var requests = meters.requests();
    return new Counts(
        jobs.measured(),
        jobs.known(),
        0,
        jobs.measured() - jobs.known(),
        0,
        life.conflated(),
        meters.sent(),
        polls ? requests.empty() : 0,
        polls ? requests.sent() : 0,
        polls ? 0 : requests.empty(),
        requests.dueTicks(),
        requests.missedTicks(),
        sum(JobProbe::failures),
        sum(JobProbe::connections),
        sum(JobProbe::handshakes),
        sum(JobProbe::reconnects));
  }

  private long sum(ToLongFunction<JobProbe> count) {
    return probes.stream().mapToLong(count).sum();
  }

  private Overhead overhead(Setting setting) {
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
    return costs.overhead(output, setting.baseline(), setting.memory(), bytes);
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
    JobPolls polls = expected().get();
    double delay = polls.delay();
    double error = STANDARD_ERRORS * polls.doneToKnownError(meters.jobs().known());
    return new Model(
        delay * MS,
        delay * MS,
        polls.meanDoneToKnown() * MS,
        (error + delay) * MS,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private JobStory story() {
    JobMeter jobs = meters.jobs();
    double known = jobs.known();
    Optional<JobPolls> expected = expected();
    return new JobStory(
        sum(JobProbe::submitted),
        sum(JobProbe::refused),
        sum(probe -> probe.known(false)),
        sum(probe -> probe.known(true)),
        jobs.measured(),
        jobs.known(),
        jobs.service().count() == 0 ? null : jobs.service().meanNanos() * MS,
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

  private List<AuditCheck> audit(Counts counts) {
    var checks = new ArrayList<AuditCheck>();
    addRequests(checks);
    checks.add(
        new AuditCheck(
            "jobs accepted = jobs created", sum(JobProbe::accepted), delta(JobsReading::created)));
    checks.add(new AuditCheck("jobs refused", sum(JobProbe::refused), delta(JobsReading::refused)));
    checks.add(
        new AuditCheck(
            "jobs known as processed = jobs finished",
            sum(probe -> probe.known(false)),
            delta(JobsReading::finished)));
    checks.add(
        new AuditCheck(
            "jobs known as failed = jobs failed",
            sum(probe -> probe.known(true)),
            delta(JobsReading::failed)));
    checks.add(
        new AuditCheck(
            "updates received = updates sent", sum(JobProbe::updates), life.updatesSent()));
    checks.add(new AuditCheck("bytes up", bytes.up(), life.bytesReceived()));
    checks.add(new AuditCheck("bytes down", bytes.down(), life.bytesSent()));
    checks.add(new AuditCheck("connections", sum(JobProbe::connections), life.connectionsOpened()));
    checks.add(
        new AuditCheck("TLS handshakes", sum(JobProbe::tlsHandshakes), life.tlsHandshakes()));
    checks.add(new AuditCheck("versions going backwards", sum(JobProbe::fallen), 0));
    checks.add(new AuditCheck("values out of range", meters.outOfRange(), 0));
    checks.add(
        new AuditCheck(
            "jobs ended = known + not known",
            windows.stream().mapToLong(JobWindow::ended).sum(),
            counts.delivered() + counts.undelivered()));
    return List.copyOf(checks);
  }

  private long delta(ToLongFunction<JobsReading> count) {
    return count.applyAsLong(after) - count.applyAsLong(before);
  }

  private void addRequests(List<AuditCheck> checks) {
    var asked = new TreeMap<String, Long>();
    for (JobProbe probe : probes) {
      probe.answersByStatus().forEach((status, n) -> asked.merge(status, n, Long::sum));
    }
    Map<String, Long> served = life.requestsByStatus();
    var statuses = new TreeSet<>(asked.keySet());
    statuses.addAll(served.keySet());
    for (String status : statuses) {
      checks.add(
          new AuditCheck(
              "requests answered " + status,
              asked.getOrDefault(status, 0L),
              served.getOrDefault(status, 0L)));
    }
  }

  private Validity judge(
      Setting setting, Counts counts, Model model, JobStory story, List<AuditCheck> audit) {
    var delivery = meters.jobs().doneToKnown().distribution();
    Judge judge =
        new Judge()
            .connections(
                setting.connected(), spec.workload().subscribers(), setting.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .errors(counts.errors(), firstFailure())
            .reconnects(counts.reconnects())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), meters.requests().scheduleLag())
            .costs(costs)
            .clock(setting.clock(), delivery.p50())
            .oracle(model, delivery.mean(), staleness(), counts)
            .jobs(story);
    return setting.quiet()
        ? judge.verdict()
        : judge.errors(1, "requests were still in flight 10 s after the end").verdict();
  }

  private String firstFailure() {
    return probes.stream().flatMap(probe -> probe.firstFailure().stream()).findFirst().orElse("");
  }

  private ServerInfo serverInfo(ServerInfo info) {
    return probes.stream()
        .flatMap(probe -> probe.firstTls().stream())
        .findFirst()
        .map(
            tls ->
                new ServerInfo.TlsInfo(tls.version(), tls.cipherSuite(), tls.applicationProtocol()))
        .map(tls -> new ServerInfo(info.pid(), info.port(), tls))
        .orElse(info);
  }

  /** The submissions that were due in the windows, made again from their seeds. */
  private String digest() {
    var digest = new ArrivalsDigest();
    long offset = WindowOffset.nanos(spec.workload().arrivals(), spec.timing().warmup());
    long first = windows.getFirst().window().startNanos();
    for (JobWindow measured : windows) {
      long opens = measured.window().startNanos() - first;
      for (int client = 0; client < probes.size(); client++) {
        var plan = new JobArrivals(spec, client, probes.get(client), 0, offset);
        long due = plan.nextSubmitNanos();
        while (due < opens + measured.window().lengthNanos()) {
          if (due >= opens) {
            digest.add(client, due - opens);
          }
          due = plan.nextSubmitNanos();
        }
      }
    }
    return digest.toString();
  }
}
