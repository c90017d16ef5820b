package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.okhttp.OkHttpStack;
import dev.pushpull.launch.ClockSync;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.ServerInfo.TlsInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Client;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Values that change, and clients that want to know. */
final class TrialRun implements ScenarioRun {

  private static final long SETTLE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long ALIVE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long CLOSE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final TrialSpec spec;
  private final ServerHandle server;
  private final ControlClient control;
  private final ClientStack stack;
  private final PhaseListener phases;
  private final Heating heating;
  private final ThreadTimes threads = new ThreadTimes();
  private final Fleet fleet;
  private final TrialFeeds feeds;
  private final List<MeasuredWindow> windows = new ArrayList<>();
  private Baseline baseline = new Baseline(0, new MemoryReading(0, 0));
  private ClockInfo clockBefore = new ClockInfo(0, 0);
  private List<String> connectFailures = List.of();
  private ServerCounters beforeConnect = ServerCounters.NONE;
  private MemoryReading memory = new MemoryReading(0, 0);
  private long connected;
  private long failuresBefore;
  private long firstWindowNanos;

  TrialRun(TrialSpec spec, ServerHandle server, ClientStack stack, PhaseListener phases) {
    this(spec, server, stack, phases, Heating.USUAL);
  }

  TrialRun(
      TrialSpec spec,
      ServerHandle server,
      ClientStack stack,
      PhaseListener phases,
      Heating heating) {
    this.spec = spec;
    this.server = server;
    this.control = server.control();
    this.stack = stack;
    this.feeds = new TrialFeeds(spec, server);
    this.phases = phases;
    this.heating = heating;
    this.fleet = new Fleet(stack, spec.strategy());
  }

  /** Burns in, reads the baseline, creates the feeds and connects all subscribers. */
  @Override
  public void prepare() throws IOException, InterruptedException {
    phases.onPhase("burn-in");
    var burnIn = new BurnIn(spec, server, feeds.prefix(), heating);
    heat(burnIn);
    phases.onPhase("baseline");
    baseline = burnIn.baseline();
    clockBefore = ClockSync.measure(control, NanoClock.SYSTEM);
    feeds.create(clockBefore.offsetNanos());
    phases.onPhase("connect");
    beforeConnect = awaitNoConnection();
    for (int i = 0; i < spec.workload().subscribers(); i++) {
      int feed = spec.workload().feedOf(i);
      fleet.add(feeds.address(feed), feed, clockBefore.offsetNanos());
    }
    connectFailures = fleet.connect();
    connected = fleet.connected();
    memory = control.collectGarbage();
    failuresBefore = fleet.failures();
  }

  /** One page cannot run a server hot; OkHttp does so on the same paths. */
  private void heat(BurnIn burnIn) throws IOException, InterruptedException {
    if (byBrowser()) {
      try (var many = new OkHttpStack(server.carrier())) {
        burnIn.run(many);
      }
    } else {
      burnIn.run(stack);
    }
  }

  private boolean byBrowser() {
    return spec.workload().client() == Client.BROWSER;
  }

  /** Starts polls and feeds, and returns shortly before the first window opens. */
  @Override
  public void warmUp() throws IOException, InterruptedException {
    phases.onPhase("warm-up");
    long warmup = spec.timing().warmup().toNanos();
    long pollsStart = System.nanoTime() + LEAD_NANOS;
    firstWindowNanos = feeds.start(LEAD_NANOS);
    fleet.start(spec, Math.max(pollsStart, firstWindowNanos - warmup));
    sleepUntil(firstWindowNanos - LEAD_NANOS);
  }

  @Override
  public Map<String, Figure> measureWindow() throws IOException, InterruptedException {
    return Figures.of(measure(), spec.workload().subscribers());
  }

  /** Measures the next window and its drain. */
  MeasuredWindow measure() throws IOException, InterruptedException {
    long spacing = spec.timing().window().plus(spec.timing().drain()).toNanos();
    long start = firstWindowNanos + windows.size() * spacing;
    long end = start + spec.timing().window().toNanos();
    phases.onPhase("window " + (windows.size() + 1));
    sleepUntil(start);
    Edge open = edge();
    sleepUntil(end);
    Edge close = edge();
    phases.onPhase("drain " + (windows.size() + 1));
    long drainEnd = drain(end);
    List<PublishLog> logs = feeds.logs();
    var window = new Window(start, end, drainEnd);
    var meters = WindowMeters.of(window, logs, fleet.probes());
    var measured = new MeasuredWindow(window, logs, meters, open, close);
    windows.add(measured);
    return measured;
  }

  /** A browser does not count its bytes; its server does, and has no other client. */
  private Edge edge() throws IOException, InterruptedException {
    return byBrowser() ? Edge.countedByServer(control) : Edge.read(fleet.bytes(), control, threads);
  }

  /**
   * Waits until every update of the window was seen and every tick answered, or the drain is over.
   */
  private long drain(long end) throws IOException, InterruptedException {
    long deadline = end + spec.timing().drain().toNanos();
    long[] newest = feeds.logs().stream().mapToLong(log -> log.firstAtOrAfter(end) - 1).toArray();
    List<Probe> open = new ArrayList<>(fleet.probes());
    while (System.nanoTime() < deadline) {
      open.removeIf(probe -> probe.settled(newest[probe.feed()], end));
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

  /** Ends polls and feeds, closes everyone in the orderly way, audits and judges. */
  @Override
  public TrialResult finish() throws IOException, InterruptedException {
    phases.onPhase("collect");
    long failures = fleet.failures() - failuresBefore;
    fleet.stop();
    feeds.quiesce();
    boolean quiet = fleet.awaitQuiet();
    List<PublishLog> logs = feeds.logs();
    awaitNewest(logs);
    fleet.close();
    ServerCounters life = awaitNoConnection().since(beforeConnect);
    ClockInfo clock = ClockSync.used(clockBefore, ClockSync.measure(control, NanoClock.SYSTEM));
    clock =
        new ClockInfo(
            clock.offsetNanos(), clock.uncertaintyNanos() + stack.clockUncertaintyNanos());
    phases.onPhase("audit");
    return result(life, logs, failures, clock, quiet);
  }

  /** What was pushed last is still on its way to some; a poller fetches nothing more. */
  private void awaitNewest(List<PublishLog> logs) throws InterruptedException {
    long deadline = System.nanoTime() + CLOSE_PATIENCE_NANOS;
    while (spec.strategy().isPush()
        && System.nanoTime() < deadline
        && !fleet.probes().stream().allMatch(p -> p.holds(logs.get(p.feed()).newest()))) {
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
    }
  }

  private ServerCounters awaitNoConnection() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CLOSE_PATIENCE_NANOS;
    ServerCounters counters = control.counters();
    while (counters.openConnections() > 0 && System.nanoTime() < deadline) {
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
      counters = control.counters();
    }
    return counters;
  }

  private TrialResult result(
      ServerCounters life, List<PublishLog> logs, long failures, ClockInfo clock, boolean quiet) {
    List<Probe> probes = fleet.probes();
    ByteCounts bytes =
        byBrowser() ? new ByteCounts(life.bytesReceived(), life.bytesSent()) : fleet.bytes();
    var builder = new ResultBuilder(spec, windows, probes);
    Counts counts = builder.counts(life.conflated(), failures);
    Model model = Oracle.of(spec.strategy(), spec.workload(), windows);
    List<AuditCheck> audit =
        Auditor.audit(
            spec.strategy(),
            spec.workload().client(),
            probes,
            bytes,
            life,
            logs,
            feeds.unplanned(logs),
            !server.isShared(),
            counts,
            builder.meters().outOfRange());
    Judge judge = judge(builder, counts, audit, model, clock);
    if (!quiet) {
      judge.errors(1, "requests were still in flight 10 s after the end");
    }
    return builder.build(
        judge.verdict(),
        counts,
        builder.overhead(baseline, memory, bytes),
        model,
        audit,
        serverInfo(),
        clock);
  }

  private ServerInfo serverInfo() {
    ServerInfo info = server.info();
    return fleet.probes().stream()
        .flatMap(probe -> probe.firstTls().stream())
        .findFirst()
        .map(tls -> new TlsInfo(tls.version(), tls.cipherSuite(), tls.applicationProtocol()))
        .map(tls -> new ServerInfo(info.pid(), info.port(), tls))
        .orElse(info);
  }

  private Judge judge(
      ResultBuilder builder, Counts counts, List<AuditCheck> audit, Model model, ClockInfo clock) {
    Strategy strategy = spec.strategy();
    WindowMeters meters = builder.meters();
    var delivery = meters.delivery().latency().distribution();
    var freshness = meters.freshness();
    var staleness =
        new Staleness(
            freshness.staleness().distribution(), freshness.staleness().fractionAboveZero());
    return new Judge()
        .connections(connected, spec.workload().subscribers(), connectFailures)
        .audit(audit)
        .undelivered(strategy, counts)
        .unheld(freshness.unheldNanos())
        .errors(counts.errors(), firstFailure())
        .reconnects(counts.reconnects())
        .achievedPolls(counts)
        .scheduleLag(strategy, meters.requests().scheduleLag())
        .publisherLag(strategy, meters.publisherLag())
        .costs(builder.costs())
        .clock(clock, delivery.p50())
        .oracle(model, delivery.mean(), staleness, counts);
  }

  private String firstFailure() {
    return fleet.probes().stream()
        .flatMap(probe -> probe.firstFailure().stream())
        .findFirst()
        .orElse("");
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    TrialFiles.writeAll(folder, this, result);
  }

  /** The windows measured so far. */
  List<MeasuredWindow> windows() {
    return List.copyOf(windows);
  }

  /** What each subscriber experienced; the first one's events are drawn. */
  List<Probe> probes() {
    return fleet.probes();
  }

  @Override
  public void close() {
    fleet.close();
    feeds.delete();
  }
}
