package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.ClientFleet;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.SubscriberFleet;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.FeedOrder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Values that change, and clients that want to know. */
final class FeedTrial implements ScenarioTrial {

  private static final String BASELINE = "baseline-";
  private static final Duration ARRIVAL = Duration.ofSeconds(3);

  private final TrialSpec spec;
  private final Target server;
  private final TrialFeeds feeds;
  private final ClientEngine engine;
  private @Nullable Fleet<SubscriberFleet> made;
  private final SliceResult<WindowMeters> slice = new SliceResult<>(WindowMeters::new);
  private final List<MeasuredWindow<WindowMeters>> windows = new ArrayList<>();
  private List<PublishLog> logs = List.of();
  private long failuresBefore;
  private long failures;

  FeedTrial(TrialSpec spec, Target server, ClientEngine engine) {
    this.spec = spec;
    this.server = server;
    this.feeds = new TrialFeeds(spec, server);
    this.engine = engine;
  }

  @Override
  public Load burnIn(ClientEngine engine) throws IOException, InterruptedException {
    return new FeedBurnIn(spec, server, feeds.prefix() + "burn-in", engine);
  }

  /** Feeds like the trial's publish, and no one listens. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    var unwatched = new ArrayList<FeedOrder>();
    for (int feed = 0; feed < spec.workload().feeds(); feed++) {
      unwatched.add(
          new FeedOrder(
              feeds.prefix() + BASELINE + feed,
              spec.workload().arrivals(),
              spec.seed() + feed,
              spec.workload().payloadBytes(),
              spec.hintSeconds()));
    }
    server.control().createFeeds(unwatched);
    server.control().start(0, 0);
  }

  @Override
  public void endBaseline() throws IOException, InterruptedException {
    feeds.quiesce();
    server.control().deleteFeeds(feeds.prefix() + BASELINE);
  }

  @Override
  public void create(long clockOffsetNanos) throws IOException, InterruptedException {
    feeds.create(clockOffsetNanos);
    int count = spec.workload().subscribers();
    List<Probe> probes = Fleet.probes(count, spec.workload().feeds(), clockOffsetNanos);
    List<URI> addresses = probes.stream().map(probe -> feeds.address(probe.feed())).toList();
    var order = new FleetOrder(spec.strategy(), addresses, ForkLife.TIMEOUT);
    made = new Fleet<>(engine.subscribers(order, probes::get), probes);
  }

  private Fleet<SubscriberFleet> fleet() {
    return requireNonNull(made, "the clients are not made yet");
  }

  @Override
  public ClientFleet clients() {
    return fleet().clients();
  }

  @Override
  public long start(long leadNanos) throws IOException, InterruptedException {
    failuresBefore = fleet().failures();
    long pollsStart = System.nanoTime() + leadNanos;
    long firstWindow = feeds.start(leadNanos);
    fleet().start(spec, Math.max(pollsStart, firstWindow - spec.timing().warmup().toNanos()));
    return firstWindow;
  }

  /** Every update of the window was seen and every tick answered. */
  @Override
  public BooleanSupplier settled(long startNanos, long endNanos)
      throws IOException, InterruptedException {
    long[] newest =
        feeds.logs().stream().mapToLong(log -> log.firstAtOrAfter(endNanos) - 1).toArray();
    List<Probe> open = new ArrayList<>(fleet().probes());
    return () -> {
      open.removeIf(probe -> probe.settled(newest[probe.feed()], endNanos));
      return open.isEmpty();
    };
  }

  @Override
  public Map<String, Figure> measure(Window window, Edge open, Edge close)
      throws IOException, InterruptedException {
    List<PublishLog> told = feeds.logs();
    var meters = WindowMeters.of(window, told, fleet().probes());
    slice.add(meters, open.clients(), close.clients());
    windows.add(new MeasuredWindow<>(window, told, meters, open, close));
    return Figures.of(windows.getLast(), spec.workload().subscribers());
  }

  @Override
  public boolean end(Patience patience) throws IOException, InterruptedException {
    failures = fleet().failures() - failuresBefore;
    clients().stop();
    feeds.quiesce();
    boolean quiet = clients().awaitQuiet(ForkLife.TIMEOUT);
    logs = feeds.logs();
    if (spec.strategy().isPush()) { // what came last is on its way; a poller asks no more
      patience.until(
          () -> fleet().probes().stream().allMatch(p -> p.holds(logs.get(p.feed()).newest())),
          ARRIVAL);
    }
    return quiet;
  }

  @Override
  public TrialResult result(Life life) {
    WindowMeters.addLife(slice.life(), fleet().probes(), logs);
    slice.life().set(Total.FAILURES, failures);
    return new FeedOutcome(spec, slice.in(windows), slice.life(), logs, feeds.unplanned(logs), life)
        .result();
  }

  /** What each subscriber experienced. */
  List<Probe> probes() {
    return fleet().probes();
  }

  @Override
  public void writeFiles(Path folder, TrialResult result) throws IOException {
    TrialFiles.write(
        folder,
        windows.stream().map(MeasuredWindow::window).toList(),
        (window, slice) -> byMetric(slice, windows.get(window).logs(), fleet().probes()));
    TrialFiles.writeTrace(
        folder, result.strategy(), windows.getFirst(), fleet().probes().getFirst());
  }

  /** The histograms of a window, or of a part of it. */
  static Map<String, Histogram> byMetric(Window window, List<PublishLog> logs, List<Probe> probes) {
    var histograms = new TreeMap<>(WindowMeters.of(window, logs, probes).byMetric());
    histograms.put("publisherLag", PublisherLag.of(window, logs).histogram());
    return histograms;
  }

  @Override
  public void tidy() {
    if (made != null) {
      made.clients().close();
    }
    server.leave(feeds.prefix());
  }
}
