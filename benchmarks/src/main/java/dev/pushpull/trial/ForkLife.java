package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.Clocks;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.machine.HostLoad;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.target.ClockSync;
import dev.pushpull.target.MeasuredServer;
import dev.pushpull.text.UnitValue;
import dev.pushpull.verdict.ClientTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One fork's life, whatever its scenario: {@link #prepare}, {@link #warmUp}, {@link #measureWindow}
 * once for each window, {@link #finish}, {@link #writeFiles}; {@code close} at any time. Used by
 * one thread, which may be interrupted.
 *
 * <pre>
 *   burn-in → clock → baseline → connect → warm-up → window + drain … → collect → audit → close
 * </pre>
 */
public final class ForkLife<T, M extends Meters> implements AutoCloseable {

  /** How long an answer, a connect or an orderly close may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  /** Share of a core that the compilers of two JVMs use when they have nothing left to do. */
  private static final double IDLE = 0.05;

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long CHECK_SHARE = 4;
  private static final long ALIVE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long CLOSE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final TrialSpec spec;
  private final MeasuredServer server;
  private final ClientEngine engine;
  private final ScenarioTrial<T, M> scenario;
  private final ConnectRamp ramp;
  private final Consumer<String> phases;
  private final BurnInTimes times;
  private final List<MeasuredWindow<M>> windows = new ArrayList<>();
  private final List<T> windowRecords = new ArrayList<>();
  private Baseline baseline = new Baseline(0, new MemoryReading(0, 0));
  private ClockInfo clockBefore = new ClockInfo(0, 0);
  private List<String> connectFailures = List.of();
  private ServerCounters beforeConnect = ServerCounters.NONE;
  private MemoryReading memory = new MemoryReading(0, 0);
  private long connected;
  private long firstWindowNanos;
  private @Nullable LocalSlice<?, ?, T, M> made;

  /**
   * Nothing has happened yet.
   *
   * @param engine makes the clients; not closed with this
   * @param phases hears of each phase as it begins, such as {@code burn-in}
   */
  public ForkLife(
      TrialSpec spec,
      MeasuredServer server,
      ClientEngine engine,
      ScenarioTrial<T, M> scenario,
      Consumer<String> phases,
      BurnInTimes times) {
    this.spec = spec;
    this.server = server;
    this.engine = engine;
    this.scenario = scenario;
    this.ramp = ConnectRamp.of(spec.setup());
    this.phases = phases;
    this.times = times;
  }

  /** Burns in, reads the baseline and connects everyone. */
  public void prepare() throws IOException, InterruptedException {
    phases.accept("burn-in");
    burnIn();
    phases.accept("baseline");
    clockBefore = server.measureClock();
    baseline = baseline();
    made = scenario.create(engine, clockBefore.offsetNanos());
    phases.accept("connect");
    beforeConnect = awaitNoConnection();
    connectFailures = slice().connect(ramp);
    connected = slice().connected();
    memory = server.memory();
  }

  private LocalSlice<?, ?, T, M> slice() {
    return requireNonNull(made, "the clients are not made yet");
  }

  /** One page cannot run a server hot; OkHttp does so on the same paths. */
  private void burnIn() throws IOException, InterruptedException {
    if (!engine.countsBytes()) {
      try (var many = new OkHttpEngine(server.carrier())) {
        burnIn(many);
      }
    } else {
      burnIn(engine);
    }
  }

  /**
   * A cold server's CPU is mostly its compilers'. The control is asked now and then: its paths
   * through shared code must be known to the compilers before they are needed, or the first call in
   * a window undoes what was compiled.
   */
  private void burnIn(ClientEngine clients) throws IOException, InterruptedException {
    try (BurnIn<?> burnIn = scenario.burnIn(clients)) {
      List<String> failures = burnIn.slice.connect(ramp);
      if (!failures.isEmpty()) {
        throw new IOException("burn-in: " + failures.getFirst());
      }
      burnIn.start();
      long end = System.nanoTime() + times.clients().toNanos();
      while (System.nanoTime() < end) {
        server.counters();
        burnIn.readServer();
        Clocks.sleepUntil(System.nanoTime() + burnIn.pauseNanos());
      }
      burnIn.stop(this::until);
    }
    letCompilersFinish();
  }

  /**
   * What became hot on busy cores is still waiting to be compiled: in a window it would be in the
   * way of those who poll.
   */
  private void letCompilersFinish() throws IOException, InterruptedException {
    var threads = new ThreadTimes();
    long latest = System.nanoTime() + times.compilers().toNanos();
    long before = compilersNanos(threads);
    for (double share = 1; share > IDLE && System.nanoTime() < latest; ) {
      long from = System.nanoTime();
      Clocks.sleepUntil(from + LOOK_NANOS);
      long now = compilersNanos(threads);
      share = (double) (now - before) / (System.nanoTime() - from);
      before = now;
    }
  }

  /** CPU that the compilers of both JVMs have used. */
  private long compilersNanos(ThreadTimes threads) throws IOException, InterruptedException {
    return server.counters().cpu("jit")
        + threads.read().map(sums -> sums.cpuNanos().getOrDefault(ThreadKind.JIT, 0L)).orElse(0L);
  }

  /** The server without any client. */
  private Baseline baseline() throws IOException, InterruptedException {
    scenario.beginBaseline(clockBefore.offsetNanos());
    ServerCounters before = server.counters();
    Clocks.sleepUntil(System.nanoTime() + times.baseline().toNanos());
    ServerCounters spent = server.counters().since(before);
    scenario.endBaseline();
    double cpu = (spent.cpu("serve") + spent.cpu("gc")) * 1e6 / spent.nanoTime();
    return new Baseline(cpu, server.memory());
  }

  /** Lets things happen, and returns shortly before the first window opens. */
  public void warmUp() throws IOException, InterruptedException {
    phases.accept("warm-up");
    long pollsStart = System.nanoTime() + LEAD_NANOS;
    firstWindowNanos = scenario.start(LEAD_NANOS);
    long warmupNanos = spec.timing().warmup().toNanos();
    slice().start(Math.max(pollsStart, firstWindowNanos - warmupNanos), firstWindowNanos);
    sleepUntil(firstWindowNanos - LEAD_NANOS);
  }

  /** Measures the next window and its drain; gives its metrics by name. */
  public Map<String, UnitValue> measureWindow() throws IOException, InterruptedException {
    long spacing = spec.timing().window().plus(spec.timing().drain()).toNanos();
    long start = firstWindowNanos + windows.size() * spacing;
    long end = start + spec.timing().window().toNanos();
    int number = windows.size() + 1;
    phases.accept("window " + number);
    sleepUntil(start);
    CounterSnapshot open = snapshot();
    sleepUntil(end);
    CounterSnapshot close = snapshot();
    phases.accept("drain " + number);
    long deadline = end + spec.timing().drain().toNanos();
    T records =
        scenario.readServer(); // Whoever saw something in the window saw what was published by now.
    boolean settled = until(slice().settled(records, start, end), deadline);
    var window = new Window(start, end, settled ? System.nanoTime() : deadline);
    windowRecords.add(records);
    M meters = slice().measure(records, window, open.clients(), close.clients());
    windows.add(new MeasuredWindow<>(window, scenario.logs(records), meters, open, close));
    return scenario.figures(windows.getLast());
  }

  /** A browser does not count its bytes; its server does, and has no other client. */
  private CounterSnapshot snapshot() throws IOException, InterruptedException {
    ServerCounters counters = server.counters();
    ClientTotals clients =
        engine.countsBytes() ? slice().totals() : ClientTotals.ofUnknown(bytes(counters));
    return new CounterSnapshot(counters, clients, HostLoad.read());
  }

  private static ByteCounts bytes(ServerCounters counted) {
    return new ByteCounts(counted.bytesReceived(), counted.bytesSent());
  }

  /** Asks as often as costs a fifth of a core at most. */
  private boolean until(BooleanSupplier isSo, long deadline)
      throws IOException, InterruptedException {
    for (long now = System.nanoTime(); now < deadline; now = System.nanoTime()) {
      if (isSo.getAsBoolean()) {
        return true;
      }
      server.checkAlive();
      long took = System.nanoTime() - now;
      Clocks.sleepUntil(System.nanoTime() + Math.max(STEP_NANOS, CHECK_SHARE * took));
    }
    return false;
  }

  private void sleepUntil(long nanos) throws IOException, InterruptedException {
    while (nanos - System.nanoTime() > ALIVE_STEP_NANOS) {
      Clocks.sleepUntil(System.nanoTime() + ALIVE_STEP_NANOS);
      server.checkAlive();
    }
    Clocks.sleepUntil(nanos);
  }

  /** Ends everything, closes everyone in the orderly way, audits and judges. */
  public TrialResult finish() throws IOException, InterruptedException {
    phases.accept("collect");
    boolean complete = slice().stop(this::until);
    scenario.quiesce();
    T records = scenario.readServer();
    boolean quiet = slice().finish(records, this::until) && complete;
    slice().close();
    ServerCounters counted = awaitNoConnection().since(beforeConnect);
    ClockInfo clock = ClockSync.used(clockBefore, server.measureClock());
    phases.accept("audit");
    SliceResult<M> clients = slice().result(records);
    var life =
        new Life(
            clients.life,
            counted,
            engine.countsBytes() ? slice().totals().bytes() : bytes(counted),
            engine.countsBytes(),
            baseline,
            memory,
            connected,
            connectFailures,
            new ClockInfo(
                clock.offsetNanos(), clock.uncertaintyNanos() + engine.clockUncertaintyNanos()),
            server.info(),
            server.isAlone(),
            server.tellsCounters(),
            server.tellsCpu(),
            quiet);
    return scenario.result(clients.in(windows), windowRecords, records, life);
  }

  private ServerCounters awaitNoConnection() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CLOSE_PATIENCE_NANOS;
    ServerCounters counters = server.counters();
    while (counters.openConnections() > 0 && System.nanoTime() < deadline) {
      Clocks.sleepUntil(System.nanoTime() + STEP_NANOS);
      counters = server.counters();
    }
    return counters;
  }

  /** Writes histograms and what else there is beside the result into the trial's folder. */
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    TrialFiles.write(
        folder,
        windows.stream().map(MeasuredWindow::window).toList(),
        (window, part) -> byMetric(windows.get(window), windowRecords.get(window), part));
    scenario.writeFiles(folder, result, windows.getFirst());
  }

  /** What is metered already is not metered again. */
  private Map<String, Histogram> byMetric(MeasuredWindow<M> whole, T records, Window part) {
    M meters = part.equals(whole.window()) ? whole.meters() : slice().meter(records, part);
    return PublisherLag.with(meters.byMetric(), whole.logs(), part);
  }

  @Override
  public void close() {
    if (made != null) {
      made.close();
    }
    scenario.cleanUp();
  }
}
