package dev.pushpull.trial.job;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.target.ControlClient;
import dev.pushpull.target.Target;
import dev.pushpull.text.UnitValue;
import dev.pushpull.trial.BurnIn;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.ScenarioTrial;
import dev.pushpull.trial.WindowFigures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Clients that submit jobs and wait for each to be done.
 *
 * <pre>
 *   client 1 ── POST /jobs, polls ──────────────┐
 *   client 1 ── long poll, SSE or WebSocket ────┼──&gt; data listener ── job-1, job-2 … &lt;── publisher
 *            of each job that it waits for      │
 *   …                                           │
 *   trial    ── control ────────────────────────────&gt; control listener (jobs' instants, counters)
 * </pre>
 */
public final class JobTrial implements ScenarioTrial<JobsReading, JobMeters> {

  private static final String JOBS_PREFIX = "job-";
  private static final Duration KEPT_BEYOND = Duration.ofSeconds(30);
  private static final int MAX_KEPT_SECONDS = 3_600;

  /** The most that the server allows: only its room for feeds bounds the jobs. */
  private static final int MAX_LIVE = 20_000;

  private final TrialSpec spec;
  private final Scenario.JobStatus jobs;
  private final Target server;
  private final ControlClient control;
  private final String connectFeedName;
  private final URI connectFeed;
  private long clockOffsetNanos;
  private JobsReading before = new JobsReading(0, 0, 0, 0, 0, 0, 0, List.of());

  /** Nothing is created on the server yet. */
  public JobTrial(TrialSpec spec, Scenario.JobStatus jobs, Target server) {
    this.spec = spec;
    this.jobs = jobs;
    this.server = server;
    this.control = server.control();
    this.connectFeedName = server.feedPrefix() + "connect";
    this.connectFeed = server.feed(connectFeedName);
  }

  @Override
  public BurnIn<?> burnIn(ClientEngine engine) throws IOException, InterruptedException {
    control.createFeeds(
        List.of(new FeedSpec(connectFeedName, new UpdateSource.ClientsOnly(), spec.seed(), 0, 0)));
    control.start(0, 0);
    return new JobBurnIn(spec, control, connectFeed, engine);
  }

  @Override
  public JobSlice create(ClientEngine engine, long offsetNanos)
      throws IOException, InterruptedException {
    clockOffsetNanos = offsetNanos;
    control.enableJobs(order());
    before = control.jobs();
    return new JobSlice(spec, engine, spec.workload().subscribers(), connectFeed, offsetNanos);
  }

  private JobsSpec order() {
    Duration kept =
        spec.timing()
            .window()
            .plus(spec.timing().drain())
            .plus(spec.strategy().longestInterval())
            .plus(KEPT_BEYOND);
    return new JobsSpec(
        jobs.service(),
        jobs.failurePercent(),
        MAX_LIVE,
        Seeds.jobs(spec.seed(), spec.repeat()),
        (int) Math.min(MAX_KEPT_SECONDS, kept.toSeconds()));
  }

  @Override
  public long start(long leadNanos) {
    return System.nanoTime() + leadNanos + spec.timing().warmup().toNanos();
  }

  @Override
  public JobsReading readServer() throws IOException, InterruptedException {
    return control.jobs();
  }

  @Override
  public List<PublishLog> logs(JobsReading reading) {
    return List.of();
  }

  @Override
  public Map<String, UnitValue> figures(MeasuredWindow<JobMeters> window) {
    JobMeters meters = window.meters();
    double measured = (double) meters.jobs.measured();
    double known = meters.jobs.known.get();
    return new WindowFigures()
        .addLatency("doneToKnown", meters.jobs.doneToKnown)
        .addLatency("submit", meters.submissions)
        .addLatency("requestUncorrected", meters.any().requests.uncorrected)
        .add("jobs", measured, "#")
        .add("unknown", measured - known, "#")
        .add("requestsPerJob", meters.jobs.requests.get() / known, "1/job")
        .add("wastedPollsPerJob", meters.jobs.wastedPolls() / known, "1/job")
        .byName();
  }

  /** No job ends any more: only so can both sides' counts be equal to the unit. */
  @Override
  public void quiesce() throws IOException, InterruptedException {
    control.quiesce(JOBS_PREFIX);
  }

  @Override
  public TrialResult result(
      List<MeasuredWindow<JobMeters>> windows,
      List<JobsReading> windowReadings,
      JobsReading reading,
      Life life) {
    long ended = 0;
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i).window();
      ended += JobSlice.ended(windowReadings.get(i), clockOffsetNanos, window::contains).count();
    }
    return new JobOutcome(spec, windows, before, reading, ended, life).result();
  }

  @Override
  public void cleanUp() {
    server.leave(connectFeedName);
  }
}
