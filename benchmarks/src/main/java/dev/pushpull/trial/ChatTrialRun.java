package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.ClockSync;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.ServerHandle;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rooms whose members send, and get what all of them sent.
 *
 * <pre>
 *   room 1, member 1 ── polls, long polls or SSE ──┐
 *   room 1, member 1 ── POST of each message ──────┼──&gt; data listener ── room 1, room 2 …
 *   room 1, member 2 ── WebSocket, both ways ──────┘       (logs that members alone publish to)
 *   …
 *   cutter           ── resets a member's connections now and then
 *   trial            ── control ──────────────────────&gt; control listener (logs, counters)
 * </pre>
 */
final class ChatTrialRun implements ScenarioRun {

  private static final long SETTLE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long ALIVE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SENDING_PATIENCE = Duration.ofSeconds(15);

  private final TrialSpec spec;
  private final Scenario.Chat chat;
  private final ServerHandle server;
  private final ControlClient control;
  private final ClientStack stack;
  private final PhaseListener phases;
  private final Heating heating;
  private final ThreadTimes threads = new ThreadTimes();
  private final TrialFeeds rooms;
  private final ChatFleet fleet;
  private final List<ChatWindow> windows = new ArrayList<>();
  private @Nullable Cutter cutter;
  private Baseline baseline = new Baseline(0, new MemoryReading(0, 0));
  private ClockInfo clockBefore = new ClockInfo(0, 0);
  private List<String> connectFailures = List.of();
  private ServerCounters beforeConnect = ServerCounters.NONE;
  private MemoryReading memory = new MemoryReading(0, 0);
  private long connected;
  private long firstWindowNanos;

  ChatTrialRun(
      TrialSpec spec,
      Scenario.Chat chat,
      ServerHandle server,
      ClientStack stack,
      PhaseListener phases,
      Heating heating) {
    this.spec = spec;
    this.chat = chat;
    this.server = server;
    this.control = server.control();
    this.stack = stack;
    this.phases = phases;
    this.heating = heating;
    this.rooms = new TrialFeeds(spec, server);
    this.fleet = new ChatFleet(stack, spec.strategy(), spec.workload().feeds());
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    phases.onPhase("burn-in");
    var burnIn = new ChatBurnIn(spec, server, rooms.prefix(), heating);
    burnIn.run(stack);
    phases.onPhase("baseline");
    clockBefore = ClockSync.measure(control, NanoClock.SYSTEM);
    rooms.create(clockBefore.offsetNanos());
    baseline = burnIn.baseline();
    phases.onPhase("connect");
    beforeConnect = awaitNoConnection();
    for (int i = 0; i < spec.workload().subscribers(); i++) {
      int room = spec.workload().feedOf(i);
      fleet.add(rooms.address(room), room, clockBefore.offsetNanos());
    }
    connectFailures = fleet.subscribers().connect();
    connected = fleet.subscribers().connected();
    memory = control.collectGarbage();
  }

  /** Messages come so that a window opens at the same place of each room's process. */
  @Override
  public void warmUp() throws IOException, InterruptedException {
    phases.onPhase("warm-up");
    long warmup = spec.timing().warmup().toNanos();
    long pollsStart = System.nanoTime() + LEAD_NANOS;
    firstWindowNanos = rooms.start(LEAD_NANOS);
    fleet.subscribers().start(spec, Math.max(pollsStart, firstWindowNanos - warmup));
    fleet.talk(spec, room -> rooms.planned(room).dueTimes());
    cutter =
        Cutter.begin(
            chat.cutsPerSecond(),
            Seeds.cuts(spec.seed(), spec.repeat()),
            fleet.speakers().stream().map(Speaker::member).toList());
    sleepUntil(firstWindowNanos - LEAD_NANOS);
  }

  @Override
  public Map<String, Figure> measureWindow() throws IOException, InterruptedException {
    long spacing = spec.timing().window().plus(spec.timing().drain()).toNanos();
    long start = firstWindowNanos + windows.size() * spacing;
    long end = start + spec.timing().window().toNanos();
    phases.onPhase("window " + (windows.size() + 1));
    sleepUntil(start);
    Edge open = Edge.read(fleet.subscribers().bytes(), control, threads);
    sleepUntil(end);
    Edge close = Edge.read(fleet.subscribers().bytes(), control, threads);
    phases.onPhase("drain " + (windows.size() + 1));
    var window = new Window(start, end, drain(end));
    List<PublishLog> logs = rooms.logs();
    var meters = WindowMeters.of(window, logs, fleet.subscribers().probes());
    var measured = new MeasuredWindow(window, logs, meters, open, close);
    windows.add(ChatWindow.of(measured, fleet.probesByRoom()));
    return ChatFigures.of(windows.getLast(), spec.workload().subscribers());
  }

  /** Waits until everyone has what was sent in the window and polled, or the drain is over. */
  private long drain(long end) throws IOException, InterruptedException {
    long deadline = end + spec.timing().drain().toNanos();
    while (System.nanoTime() < deadline) {
      if (fleet.haveAll(end)
          && fleet.subscribers().probes().stream().allMatch(p -> p.settled(0, end))) {
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
   * No one is cut off any more, no one sends any more, all that was sent is confirmed as published,
   * then everyone gets it: only so can nothing be missing.
   */
  @Override
  public TrialResult finish() throws IOException, InterruptedException {
    phases.onPhase("collect");
    long cuts = endCuts();
    fleet.fallSilent();
    boolean allSent = fleet.awaitSent(SENDING_PATIENCE);
    awaitAll();
    fleet.subscribers().stop();
    rooms.quiesce();
    boolean quiet = fleet.subscribers().awaitQuiet();
    List<PublishLog> logs = rooms.logs();
    fleet.close();
    ServerCounters life = awaitNoConnection().since(beforeConnect);
    ClockInfo clock = ClockSync.used(clockBefore, ClockSync.measure(control, NanoClock.SYSTEM));
    phases.onPhase("audit");
    var whole = new ChatOutcome.Life(logs, life, cuts, fleet.subscribers().bytes(), allSent, quiet);
    return new ChatOutcome(spec, windows, fleet, whole)
        .result(
            new ChatOutcome.Setting(
                baseline, memory, connected, connectFailures, clock, server.info()),
            digest());
  }

  private long endCuts() throws InterruptedException {
    if (cutter == null) {
      return 0;
    }
    cutter.end(PATIENCE.toNanos());
    return cutter.cuts();
  }

  /** A poller gets the last message with its next poll, one that was cut off after its return. */
  private void awaitAll() throws IOException, InterruptedException {
    long longest = spec.strategy().longestInterval().plus(PATIENCE).toNanos();
    long deadline = System.nanoTime() + longest;
    while (!fleet.haveAll(Long.MAX_VALUE) && System.nanoTime() < deadline) {
      server.checkAlive();
      Clocks.sleepUntil(System.nanoTime() + SETTLE_STEP_NANOS);
    }
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

  /** The messages that were due in the windows. */
  private String digest() {
    List<Window> opened = windows.stream().map(window -> window.measured().window()).toList();
    return DueArrivals.digest(opened, spec.workload().feeds(), rooms::planned);
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    ChatFiles.write(folder, windows, fleet);
  }

  @Override
  public void close() {
    fleet.close();
    rooms.delete();
  }
}
