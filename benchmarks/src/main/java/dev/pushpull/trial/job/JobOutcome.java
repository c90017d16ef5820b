package dev.pushpull.trial.job;

import dev.pushpull.measure.JobMeter;
import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
import dev.pushpull.model.JobPolls;
import dev.pushpull.result.Counts;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Overhead;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.trial.Audit;
import dev.pushpull.trial.DueArrivals;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Outcome;
import dev.pushpull.trial.PublisherLag;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.Total;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What clients experienced that submit jobs and wait for each to be done. */
public final class JobOutcome extends Outcome<JobMeters> {

  private static final double MS = 1e-6;
  private static final double STANDARD_ERRORS = 3;

  private final JobsReading before;
  private final JobsReading after;
  private final long ended;
  private final JobMeter jobs;

  /**
   * @param before the server's jobs before the first
   * @param after the same when none could end any more
   * @param ended how many ended in the windows, as the server has it
   */
  public JobOutcome(
      TrialSpec spec,
      List<MeasuredWindow<JobMeters>> windows,
      JobsReading before,
      JobsReading after,
      long ended,
      Life life) {
    super(
        spec,
        windows,
        DueArrivals.digest(spec, windows, spec.workload().subscribers()),
        PublisherLag.of(windows),
        life,
        new JobMeters());
    this.before = before;
    this.after = after;
    this.ended = ended;
    this.jobs = meters.jobs;
  }

  @Override
  public Ramps staleness() {
    return jobs.staleness;
  }

  @Override
  public Samples latency() {
    return jobs.doneToKnown;
  }

  @Override
  public Counts counts() {
    return counts(jobs.measured(), jobs.known.get(), 0L, jobs.measured() - jobs.known.get());
  }

  @Override
  public long messages() {
    return counts().exchanges().sent() - any.requests.empty.get();
  }

  /**
   * Polls at a fixed interval, given how long the jobs took; none else. Without a poll in the
   * windows nothing says how long a round trip takes.
   */
  private Optional<JobPolls> expected() {
    boolean fixed =
        spec.strategy() instanceof Strategy.Poll poll && poll.pace() instanceof Pace.Fixed;
    return fixed && jobs.known.get() > 0 && any.requests.uncorrected.count() > 0
        ? Optional.of(
            new JobPolls(
                spec.strategy().longestInterval().toNanos(),
                any.requests.uncorrected.meanNanos() / 2))
        : Optional.empty();
  }

  /** Half a round trip, and nothing of freshness. */
  @Override
  public Model model() {
    var none = Expected.NONE;
    return expected()
        .map(polls -> polls.delay() * MS)
        .map(delay -> new Model(new Expected(delay, delay), none, none, none, none, null))
        .orElse(Model.NONE);
  }

  @Override
  public JobFigures story(Counts counts, Model model) {
    double known = jobs.known.get();
    Optional<JobPolls> expected = expected();
    return new JobFigures(
        clients.get(Total.SUBMITTED),
        clients.get(Total.REFUSED),
        clients.get(Total.PROCESSED),
        clients.get(Total.FAILED),
        jobs.measured(),
        jobs.known.get(),
        jobs.service.count() == 0 ? null : jobs.service.meanNanos() * MS,
        jobs.doneToKnown.distribution(),
        expected.map(polls -> polls.meanDoneToKnown() * MS).orElse(null),
        expected.map(this::knownTolerance).orElse(null),
        meters.submissions.distribution(),
        Overhead.ratio((double) jobs.requests.get(), known),
        spec.strategy().isPush() ? null : Overhead.ratio((double) jobs.wastedPolls(), known),
        Overhead.ratio((double) jobs.wastedPolls(), (double) jobs.polls.get()),
        Overhead.ratio((double) costs.bytes(), (double) jobs.measured()),
        expected.map(polls -> polls.meanRequests(jobs.meanWatchedNanos())).orElse(null),
        expected.map(this::requestsTolerance).orElse(null));
  }

  /** Phases, and that the server's read may lie anywhere in a round trip. */
  private double requestsTolerance(JobPolls polls) {
    return STANDARD_ERRORS * polls.requestsError(jobs.known.get())
        + polls.delay() / polls.interval();
  }

  private double knownTolerance(JobPolls polls) {
    return (STANDARD_ERRORS * polls.doneToKnownError(jobs.known.get()) + polls.delay()) * MS;
  }

  @Override
  public Audit audit(Counts counts, long outOfRange) {
    return new Audit(life)
        .requests()
        .equal("jobs accepted = jobs created", Total.ACCEPTED, delta(JobsReading::created))
        .equal("jobs refused", Total.REFUSED, delta(JobsReading::refused))
        .equal(
            "jobs known as processed = jobs finished",
            Total.PROCESSED,
            delta(JobsReading::finished))
        .equal("jobs known as failed = jobs failed", Total.FAILED, delta(JobsReading::failed))
        .updates(clients.get(Total.MESSAGES))
        .bytesAndConnections()
        .tls()
        .none("versions going backwards", Total.FALLEN)
        .none("values out of range", outOfRange)
        .equal("jobs ended = known + not known", ended, counts.updates().ended());
  }

  private long delta(ToLongFunction<JobsReading> count) {
    return count.applyAsLong(after) - count.applyAsLong(before);
  }

  @Override
  public void judgeFurther(Judge judge, Counts counts) {
    judge.jobs(story(counts, Model.NONE));
  }
}
