package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.JobFleet;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedOrder;
import dev.pushpull.sut.wire.JobOrder;
import dev.pushpull.sut.wire.JobsReading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
final class JobTrial implements ScenarioTrial {

  private static final String JOBS_PREFIX = "job-";
  private static final Duration ARRIVAL = Duration.ofSeconds(3);
  private static final Duration KEPT_BEYOND = Duration.ofSeconds(30);
  private static final int MOST_KEPT_SECONDS = 3_600;

  /** The most that the server allows: only its room for feeds bounds the jobs. */
  private static final int MOST_LIVE = 20_000;

  private static final JobsReading NO_JOBS = new JobsReading(0, 0, 0, 0, 0, 0, 0, List.of());

  private final TrialSpec spec;
  private final Scenario.JobStatus jobs;
  private final Target server;
  private final ControlClient control;
  private final String lobbyName;
  private final URI lobby;
  private final JobFleet fleet;
  private final List<JobProbe> probes;
  private final SliceResult<JobMeters> slice = new SliceResult<>(JobMeters::new);
  private final List<MeasuredWindow<JobMeters>> windows = new ArrayList<>();
  private final List<JobWindow> told = new ArrayList<>();
  private JobsReading before = NO_JOBS;
  private JobsReading atEnd = NO_JOBS;
  private Set<String> endedInside = Set.of();
  private JobsReading after = NO_JOBS;
  private long clockOffsetNanos;

  JobTrial(TrialSpec spec, Scenario.JobStatus jobs, Target server, ClientEngine engine) {
    this.spec = spec;
    this.jobs = jobs;
    this.server = server;
    this.control = server.control();
    this.lobbyName = server.feedPrefix() + "lobby";
    this.lobby = server.feed(lobbyName);
    this.probes = JobProbe.many(spec.workload().subscribers());
    this.fleet = fleet(engine, spec, lobby, probes);
  }

  /** Clients that submit jobs, whose first request asks for a feed. */
  static JobFleet fleet(ClientEngine engine, TrialSpec spec, URI lobby, List<JobProbe> probes) {
    var lobbies = Collections.nCopies(probes.size(), lobby);
    return engine
        .jobs(new FleetOrder(spec.strategy(), lobbies, ForkLife.TIMEOUT), probes::get)
        .orElseThrow(() -> new IllegalArgumentException("the engine's clients cannot submit jobs"));
  }

  @Override
  public Load burnIn(ClientEngine engine) throws IOException, InterruptedException {
    control.createFeeds(
        List.of(new FeedOrder(lobbyName, new UpdateSource.ClientsOnly(), spec.seed(), 0, 0)));
    control.start(0, 0);
    return new JobBurnIn(spec, server, lobby, engine);
  }

  @Override
  public void create(long offsetNanos) throws IOException, InterruptedException {
    clockOffsetNanos = offsetNanos;
    control.enableJobs(order());
    before = control.jobs();
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

  @Override
  public ClientFleet clients() {
    return fleet;
  }

  /** Submissions come so that a window opens at the same place of each process. */
  @Override
  public long start(long leadNanos) {
    long warmup = spec.timing().warmup().toNanos();
    Arrivals arrivals = spec.workload().arrivals();
    long start = System.nanoTime() + leadNanos;
    long firstWindow = start + warmup;
    boolean trace = arrivals instanceof Arrivals.Trace;
    long from = trace ? firstWindow : start;
    long skip = trace ? 0 : WindowOffset.nanos(arrivals, spec.timing().warmup()) - warmup;
    for (int client = 0; client < probes.size(); client++) {
      fleet.start(client, new JobArrivals(spec, client, probes.get(client), from, skip));
    }
    return firstWindow;
  }

  /** All submissions of jobs that have ended were answered, and all these ends are known. */
  @Override
  public BooleanSupplier settled(long startNanos, long endNanos)
      throws IOException, InterruptedException {
    atEnd = control.jobs();
    endedInside = ended(atEnd, done -> done >= startNanos && done < endNanos);
    var untaken = new HashSet<>(endedInside);
    BooleanSupplier known = allKnown(atEnd);
    return () -> {
      if (!untaken.isEmpty()) {
        probes.forEach(probe -> probe.forEach((feed, _) -> untaken.remove(feed)));
      }
      return untaken.isEmpty() && known.getAsBoolean();
    };
  }

  /** Whether the end of every job that has ended is known to the client that submitted it. */
  private BooleanSupplier allKnown(JobsReading report) {
    Set<String> ended = ended(report, _ -> true);
    var open = new ArrayList<>(probes);
    return () -> {
      open.removeIf(probe -> probe.unknown().stream().noneMatch(ended::contains));
      return open.isEmpty();
    };
  }

  /**
   * Feeds of the jobs that have ended.
   *
   * @param when on our clock
   */
  private Set<String> ended(JobsReading report, LongPredicate when) {
    return report.jobs().stream()
        .filter(job -> job.doneAtNanos() != 0)
        .filter(job -> when.test(job.doneAtNanos() - clockOffsetNanos))
        .map(JobsReading.Entry::feed)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, Figure> measure(Window window, Edge open, Edge close) {
    var byFeed = new LinkedHashMap<String, JobsReading.Entry>();
    atEnd.jobs().forEach(job -> byFeed.put(job.feed(), job));
    var meters = JobMeters.of(window, probes, byFeed, clockOffsetNanos);
    slice.add(meters, open.clients(), close.clients());
    windows.add(new MeasuredWindow<>(window, List.of(), meters, open, close));
    told.add(new JobWindow(byFeed, endedInside.size()));
    return Figures.of(meters);
  }

  /**
   * No job is submitted any more, then none ends any more, then all that have ended become known:
   * only so can both sides' counts be equal to the unit.
   */
  @Override
  public boolean end(Patience patience) throws IOException, InterruptedException {
    fleet.stopSubmitting();
    boolean submitted = patience.until(() -> !fleet.isSubmitting(), ForkLife.TIMEOUT);
    control.quiesce(JOBS_PREFIX);
    after = control.jobs();
    patience.until(allKnown(after), spec.strategy().longestInterval().plus(ARRIVAL));
    clients().stop();
    return clients().awaitQuiet(ForkLife.TIMEOUT) && submitted;
  }

  @Override
  public TrialResult result(Life life) {
    for (int client = 0; client < probes.size(); client++) {
      probes.get(client).addTo(slice.life(), client);
    }
    long ended = told.stream().mapToLong(JobWindow::ended).sum();
    List<Window> opened = windows.stream().map(MeasuredWindow::window).toList();
    return new JobOutcome(
            spec,
            slice.in(windows),
            slice.life(),
            before,
            after,
            ended,
            JobArrivals.digest(spec, opened),
            life)
        .result();
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    TrialFiles.write(
        folder,
        windows.stream().map(MeasuredWindow::window).toList(),
        (window, slice) ->
            JobMeters.of(slice, probes, told.get(window).server(), clockOffsetNanos).byMetric());
  }

  @Override
  public void tidy() {
    fleet.close();
    server.leave(lobbyName);
  }
}
