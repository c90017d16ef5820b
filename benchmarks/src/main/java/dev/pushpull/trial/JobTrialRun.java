package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.ClockSync;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedOrder;
import dev.pushpull.sut.wire.JobOrder;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

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
final class JobTrialRun implements ScenarioRun {

  private static final String JOBS_PREFIX = "job-";
  private static final long SETTLE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long ALIVE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT_BEYOND = Duration.ofSeconds(30);
  private static final int MOST_KEPT_SECONDS = 3_600;

  /** The most that the server allows: only its room for feeds bounds the jobs. */
  private static final int MOST_LIVE = 20_000;

  private final TrialSpec spec;
  private final Scenario.JobStatus jobs;
  private final ServerHandle server;
  private final ControlClient control;
  private final ClientStack stack;
  private final PhaseListener phases;
  private final Heating heating;
  private final ThreadTimes threads = new ThreadTimes();
  private final String lobbyName;
  private final URI lobby;
  private final JobFleet fleet;
  private final List<JobWindow> windows = new ArrayList<>();
  private Baseline baseline = new Baseline(0, new MemoryReading(0, 0));
  private ClockInfo clockBefore = new ClockInfo(0, 0);
  private List<String> connectFailures = List.of();
  private ServerCounters beforeConnect = ServerCounters.NONE;
  private JobsReading jobsBefore = new JobsReading(0, 0, 0, 0, 0, 0, 0, List.of());
  private MemoryReading memory = new MemoryReading(0, 0);
  private long connected;
  private long firstWindowNanos;

  JobTrialRun(
      TrialSpec spec,
      Scenario.JobStatus jobs,
      ServerHandle server,
      ClientStack stack,
      PhaseListener phases,
      Heating heating) {
    this.spec = spec;
    this.jobs = jobs;
    this.server = server;
    this.control = server.control();
    this.stack = stack;
    this.phases = phases;
    this.heating = heating;
    this.lobbyName = server.feedPrefix() + "lobby";
    this.lobby = server.feed(lobbyName);
    this.fleet = new JobFleet(stack, spec.strategy(), lobby, spec.workload().subscribers());
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    phases.onPhase("burn-in");
    control.createFeeds(
        List.of(new FeedOrder(lobbyName, new UpdateSource.ClientsOnly(), spec.seed(), 0, 0)));
    control.start(0, 0);
    var burnIn = new JobBurnIn(spec, control, lobby, heating);
    burnIn.run(stack);
    phases.onPhase("baseline");
    baseline = burnIn.baseline();
    clockBefore = ClockSync.measure(control, NanoClock.SYSTEM);
    control.enableJobs(order());
    jobsBefore = control.jobs();
    phases.onPhase("connect");
    beforeConnect = awaitNoConnection();
    connectFailures = fleet.connect();
    connected = fleet.connected();
    memory = control.collectGarbage();
  }

  private JobOrder order() {
    Duration kept =
        spec.timing()
            .window()
            .plus(spec.timing().drain())
            .plus(spec.strategy().longestInterval())
            .plus(KEPT_BEYOND);
    return new JobOrder(
        jobs.service(),
        jobs.failurePercent(),
        MOST_LIVE,
        Seeds.jobs(spec.seed(), spec.repeat()),
        (int) Math.min(MOST_KEPT_SECONDS, kept.toSeconds()));
  }

  /** Submissions come so that a window opens at the same place of each process. */
  @Override
  public void warmUp() throws IOException, InterruptedException {
    phases.onPhase("warm-up");
    long warmup = spec.timing().warmup().toNanos();
    Arrivals arrivals = spec.workload().arrivals();
    long start = System.nanoTime() + LEAD_NANOS;
    firstWindowNanos = start + warmup;
    boolean trace = arrivals instanceof Arrivals.Trace;
    long from = trace ? firstWindowNanos : start;
    long skip = trace ? 0 : WindowOffset.nanos(arrivals, spec.timing().warmup()) - warmup;
    fleet.start((client, probe) -> new JobArrivals(spec, client, probe, from, skip));
    sleepUntil(firstWindowNanos - LEAD_NANOS);
  }

  @Override
  public Map<String, Figure> measureWindow() throws IOException, InterruptedException {
    long spacing = spec.timing().window().plus(spec.timing().drain()).toNanos();
    long start = firstWindowNanos + windows.size() * spacing;
    long end = start + spec.timing().window().toNanos();
    phases.onPhase("window " + (windows.size() + 1));
    sleepUntil(start);
    Edge open = Edge.read(fleet.bytes(), control, threads);
    sleepUntil(end);
    Edge close = Edge.read(fleet.bytes(), control, threads);
    phases.onPhase("drain " + (windows.size() + 1));
    JobsReading atEnd = control.jobs();
    Set<String> endedInside = ended(atEnd, done -> done >= start && done < end);
    awaitTaken(endedInside, end + spec.timing().drain().toNanos());
    var window = new Window(start, end, drain(end, atEnd));
    Map<String, JobsReading.Entry> byFeed = byFeed(atEnd);
    var meters = JobMeters.of(window, fleet.probes(), byFeed, clockBefore.offsetNanos());
    var measured = new JobWindow(window, byFeed, endedInside.size(), meters, open, close);
    windows.add(measured);
    return JobFigures.of(measured);
  }

  private static Map<String, JobsReading.Entry> byFeed(JobsReading report) {
    var byFeed = new LinkedHashMap<String, JobsReading.Entry>();
    report.jobs().forEach(job -> byFeed.put(job.feed(), job));
    return byFeed;
  }

  /** Waits until the end of every job that has ended is known, or the drain is over. */
  private long drain(long end, JobsReading ended) throws IOException, InterruptedException {
    return awaitKnown(ended(ended, _ -> true), end + spec.timing().drain().toNanos());
  }

  /**
   * Feeds of the jobs that have ended.
   *
   * @param when on our clock
   */
  private Set<String> ended(JobsReading report, LongPredicate when) {
    return report.jobs().stream()
        .filter(job -> job.doneAtNanos() != 0)
        .filter(job -> when.test(job.doneAtNanos() - clockBefore.offsetNanos()))
        .map(JobsReading.Entry::feed)
        .collect(Collectors.toSet());
  }

  /** Waits for the answers to the submissions of jobs that have ended already. */
  private void awaitTaken(Set<String> ended, long deadline)
      throws IOException, InterruptedException {
    var untaken = new HashSet<>(ended);
    fleet.probes().forEach(probe -> probe.forEach((feed, _) -> untaken.remove(feed)));
    while (!untaken.isEmpty() && System.nanoTime() < deadline) {
      server.checkAlive();
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
      fleet.probes().forEach(probe -> probe.forEach((feed, _) -> untaken.remove(feed)));
    }
  }

  private long awaitKnown(Set<String> ended, long deadline)
      throws IOException, InterruptedException {
    var open = new ArrayList<>(fleet.probes());
    while (System.nanoTime() < deadline) {
      open.removeIf(probe -> probe.unknown().stream().noneMatch(ended::contains));
      if (open.isEmpty()) {
        return System.nanoTime();
      }
      server.checkAlive();
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
    }
    return deadline;
  }

  private void sleepUntil(long nanos) throws IOException, InterruptedException {
    while (nanos - System.nanoTime() > ALIVE_STEP_NANOS) {
      Clocks.sleepUntil(System.nanoTime() + ALIVE_STEP_NANOS);
      server.checkAlive();
    }
    Clocks.sleepUntil(nanos);
  }

  /**
   * No job is submitted any more, then none ends any more, then all that have ended become known:
   * only so can both sides' counts be equal to the unit.
   */
  @Override
  public TrialResult finish() throws IOException, InterruptedException {
    phases.onPhase("collect");
    fleet.stopSubmitting();
    boolean submitted = fleet.awaitSubmitted();
    control.quiesce(JOBS_PREFIX);
    JobsReading report = control.jobs();
    Duration longest = spec.strategy().longestInterval().plus(PATIENCE);
    awaitKnown(ended(report, _ -> true), System.nanoTime() + longest.toNanos());
    fleet.stop();
    boolean quiet = fleet.awaitQuiet() && submitted;
    fleet.close();
    ServerCounters life = awaitNoConnection().since(beforeConnect);
    ClockInfo clock = ClockSync.used(clockBefore, ClockSync.measure(control, NanoClock.SYSTEM));
    phases.onPhase("audit");
    var outcome =
        new JobOutcome(spec, windows, fleet.probes(), fleet.bytes(), life, jobsBefore, report);
    return outcome.result(
        new JobOutcome.Setting(
            baseline, memory, connected, connectFailures, clock, server.info(), quiet));
  }

  private ServerCounters awaitNoConnection() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ServerCounters counters = control.counters();
    while (counters.openConnections() > 0 && System.nanoTime() < deadline) {
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
      counters = control.counters();
    }
    return counters;
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    JobFiles.write(folder, windows, fleet.probes(), clockBefore.offsetNanos());
  }

  /** Leaves a shared server without the lobby; our own child ends with it. */
  @Override
  public void close() {
    fleet.close();
    if (server.isShared()) {
      try {
        control.deleteFeed(lobbyName);
      } catch (IOException e) {
        return; // It does not answer, so there is nothing to tidy any more.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
