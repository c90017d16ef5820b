package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.SubscriberFleet;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** Subscribers of feeds. */
final class FeedSlice extends LocalSlice<List<PublishLog>, WindowMeters> {

  private static final Duration ARRIVAL = Duration.ofSeconds(3);

  private final TrialSpec spec;
  private final Fleet<SubscriberFleet> fleet;
  private long failuresBefore;
  private long failures;

  private FeedSlice(TrialSpec spec, Fleet<SubscriberFleet> fleet) {
    super(fleet.clients(), WindowMeters::new);
    this.spec = spec;
    this.fleet = fleet;
  }

  /**
   * All subscribers of a trial, not connected yet.
   *
   * @param feeds the address of each feed
   */
  static FeedSlice of(
      TrialSpec spec, ClientEngine engine, IntFunction<URI> feeds, long serverClockOffsetNanos) {
    int count = spec.workload().subscribers();
    return new FeedSlice(
        spec, fleet(spec, engine, count, spec.workload().feeds(), feeds, serverClockOffsetNanos));
  }

  /** So many subscribers, client {@code i} at feed {@code i mod count}. */
  static Fleet<SubscriberFleet> fleet(
      TrialSpec spec,
      ClientEngine engine,
      int clients,
      int count,
      IntFunction<URI> feeds,
      long serverClockOffsetNanos) {
    List<Probe> probes = Fleet.probes(clients, count, serverClockOffsetNanos);
    List<URI> addresses = probes.stream().map(probe -> feeds.apply(probe.feed())).toList();
    var order = new FleetOrder(spec.strategy(), addresses, ForkLife.TIMEOUT);
    return new Fleet<>(engine.subscribers(order, probes::get), probes);
  }

  /** What each subscriber experienced. */
  List<Probe> probes() {
    return fleet.probes();
  }

  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    failuresBefore = fleet.failures();
    fleet.start(spec, fromNanos);
  }

  /** Every update of the window was seen and every tick answered. */
  @Override
  public BooleanSupplier settled(List<PublishLog> told, long startNanos, long endNanos) {
    long[] newest = told.stream().mapToLong(log -> log.firstAtOrAfter(endNanos) - 1).toArray();
    List<Probe> open = new ArrayList<>(fleet.probes());
    return () -> {
      open.removeIf(probe -> probe.settled(newest[probe.feed()], endNanos));
      return open.isEmpty();
    };
  }

  @Override
  WindowMeters meter(List<PublishLog> told, Window window) {
    return WindowMeters.of(window, told, fleet.probes());
  }

  @Override
  Map<String, Histogram> byMetric(WindowMeters meters, List<PublishLog> told, Window window) {
    return withLag(meters.byMetric(), told, window);
  }

  /** With how late the feeds published. */
  static Map<String, Histogram> withLag(
      Map<String, Histogram> byMetric, List<PublishLog> told, Window window) {
    var histograms = new TreeMap<>(byMetric);
    histograms.put("publisherLag", PublisherLag.of(window, told).histogram());
    return histograms;
  }

  @Override
  public boolean stop(Patience patience) {
    failures = fleet.failures() - failuresBefore;
    clients().stop();
    return true;
  }

  /** What was pushed last is on its way; a poller asks no more. */
  @Override
  public boolean finish(List<PublishLog> told, Patience patience)
      throws IOException, InterruptedException {
    boolean quiet = clients().awaitQuiet(ForkLife.TIMEOUT);
    if (spec.strategy().isPush()) {
      patience.until(
          () -> fleet.probes().stream().allMatch(p -> p.holds(told.get(p.feed()).newest())),
          ARRIVAL);
    }
    return quiet;
  }

  @Override
  void addLife(LifeTotals life, List<PublishLog> told) {
    WindowMeters.addLife(life, fleet.probes(), told);
    life.set(Total.FAILURES, failures);
  }
}
