package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
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
final class ChatTrial implements ScenarioTrial {

  private static final Duration ARRIVAL = Duration.ofSeconds(3);
  private static final Duration SENDING = Duration.ofSeconds(15);

  private final TrialSpec spec;
  private final Scenario.Chat chat;
  private final Target server;
  private final TrialFeeds rooms;
  private final ClientEngine engine;
  private @Nullable ChatFleet made;
  private final SliceResult<ChatMeters> slice = new SliceResult<>(ChatMeters::new);
  private final List<MeasuredWindow<ChatMeters>> windows = new ArrayList<>();
  private List<PublishLog> logs = List.of();
  private @Nullable Cutter cutter;
  private boolean allSent;

  ChatTrial(TrialSpec spec, Scenario.Chat chat, Target server, ClientEngine engine) {
    this.spec = spec;
    this.chat = chat;
    this.server = server;
    this.rooms = new TrialFeeds(spec, server);
    this.engine = engine;
  }

  @Override
  public Load burnIn(ClientEngine engine) throws IOException, InterruptedException {
    return new ChatBurnIn(spec, server, rooms.prefix() + "burn-in", engine);
  }

  /** The rooms are there, and nobody is in them. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    rooms.create(clockOffsetNanos);
  }

  @Override
  public void create(long clockOffsetNanos) {
    List<URI> addresses =
        IntStream.range(0, spec.workload().feeds()).mapToObj(rooms::address).toList();
    int members = spec.workload().subscribers();
    made = new ChatFleet(engine, spec.strategy(), addresses, members, clockOffsetNanos);
  }

  private ChatFleet fleet() {
    return requireNonNull(made, "the members are not made yet");
  }

  @Override
  public ClientFleet clients() {
    return fleet().subscribers().clients();
  }

  /** Messages come so that a window opens at the same place of each room's process. */
  @Override
  public long start(long leadNanos) throws IOException, InterruptedException {
    long pollsStart = System.nanoTime() + leadNanos;
    long firstWindow = rooms.start(leadNanos);
    fleet()
        .subscribers()
        .start(spec, Math.max(pollsStart, firstWindow - spec.timing().warmup().toNanos()));
    fleet().talk(spec, room -> rooms.planned(room).dueTimes());
    cutter =
        Cutter.begin(
            chat.cutsPerSecond(),
            Seeds.cuts(spec.seed(), spec.repeat()),
            fleet().subscribers().clients(),
            spec.workload().subscribers());
    return firstWindow;
  }

  /** Everyone has what was sent in the window, and polled. */
  @Override
  public BooleanSupplier settled(long startNanos, long endNanos) {
    List<Probe> probes = fleet().subscribers().probes();
    return () ->
        fleet().haveAll(endNanos) && probes.stream().allMatch(probe -> probe.settled(0, endNanos));
  }

  @Override
  public Map<String, Figure> measure(Window window, Edge open, Edge close)
      throws IOException, InterruptedException {
    List<PublishLog> told = rooms.logs();
    var meters = ChatMeters.of(window, told, fleet().probesByRoom());
    slice.add(meters, open.clients(), close.clients());
    windows.add(new MeasuredWindow<>(window, told, meters, open, close));
    return Figures.ofChats(windows.getLast(), spec.workload().subscribers());
  }

  /**
   * No one is cut off any more, no one sends any more, all that was sent is confirmed as published,
   * then everyone gets it: only so can nothing be missing. A poller gets the last message with its
   * next poll, one that was cut off after its return.
   */
  @Override
  public boolean end(Patience patience) throws IOException, InterruptedException {
    if (cutter != null) {
      cutter.end(ARRIVAL.toNanos());
    }
    fleet().fallSilent();
    allSent = patience.until(fleet()::allSent, SENDING);
    patience.until(
        () -> fleet().haveAll(Long.MAX_VALUE), spec.strategy().longestInterval().plus(ARRIVAL));
    clients().stop();
    rooms.quiesce();
    boolean quiet = clients().awaitQuiet(ForkLife.TIMEOUT);
    logs = rooms.logs();
    return quiet;
  }

  @Override
  public TrialResult result(Life life) {
    List<List<ChatProbe>> members = fleet().probesByRoom();
    for (int room = 0; room < members.size(); room++) {
      ChatMeters.addLife(
          slice.life(), members.get(room), logs.get(room), spec.workload().payloadBytes());
    }
    long cuts = cutter == null ? 0 : cutter.cuts();
    return new ChatOutcome(
            spec, slice.in(windows), slice.life(), logs, cuts, allSent, digest(), life)
        .result();
  }

  /** The messages that were due in the windows. */
  private String digest() {
    List<Window> opened = windows.stream().map(MeasuredWindow::window).toList();
    return DueArrivals.digest(opened, spec.workload().feeds(), rooms::planned);
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    TrialFiles.write(
        folder,
        windows.stream().map(MeasuredWindow::window).toList(),
        (window, slice) -> {
          List<PublishLog> told = windows.get(window).logs();
          var histograms =
              new TreeMap<>(FeedTrial.byMetric(slice, told, fleet().subscribers().probes()));
          histograms.putAll(ChatMeters.of(slice, told, fleet().probesByRoom()).byMetric());
          return histograms;
        });
  }

  @Override
  public void tidy() {
    if (made != null) {
      made.subscribers().clients().close();
    }
    server.leave(rooms.prefix());
  }
}
