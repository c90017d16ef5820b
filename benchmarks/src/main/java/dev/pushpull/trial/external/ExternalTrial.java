package dev.pushpull.trial.external;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.Trace;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.spec.target.Way;
import dev.pushpull.target.external.ExternalTarget;
import dev.pushpull.target.external.Publisher;
import dev.pushpull.target.external.Tellings;
import dev.pushpull.text.UnitValue;
import dev.pushpull.trial.BothEnds;
import dev.pushpull.trial.BurnIn;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.PlannedArrivals;
import dev.pushpull.trial.ScenarioTrial;
import dev.pushpull.trial.SightProbe;
import dev.pushpull.trial.Traces;
import dev.pushpull.trial.WindowFigures;
import dev.pushpull.truth.ClockOffset;
import dev.pushpull.truth.CounterFigures;
import dev.pushpull.truth.FastPollTruth;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.truth.ProbeTruth;
import dev.pushpull.truth.PublishTruth;
import dev.pushpull.truth.SightLog;
import dev.pushpull.truth.Sights;
import dev.pushpull.truth.TimeTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of a server that is not ours, and what it takes to know when its updates were
 * published: publishing them here, or a few more clients that look.
 */
public final class ExternalTrial implements ScenarioTrial<Truths, BothEnds>, Truths {

  /** Stamps are small: a server that parses JSON may keep 53 bits of a number. */
  private static final long MAX_FIRST_STAMP = 1L << 40;

  /** How often another host's clock is compared, and how far apart. */
  private static final int COMPARISONS = 5;

  private static final long COMPARISON_NANOS = 200_000_000;

  private final TrialSpec spec;
  private final ExternalTarget target;
  private final Truth truth;
  private final Tellings tellings;
  private final Engines engines;
  private final Path folder;
  private final int feeds;
  private Optional<Publisher> publisher = Optional.empty();
  private List<FeedPublisher> publishing = List.of();
  private Optional<ExternalSlice> watchers = Optional.empty();
  private Optional<ClockOffset> clock = Optional.empty();
  private List<MeasuredWindow<BothEnds>> metered = List.of();
  private @Nullable ExternalSlice slice;

  /** Makes clients of servers. */
  @FunctionalInterface
  public interface Engines {

    /** Of one that speaks so; to be closed. */
    ClientEngine of(Carrier carrier) throws IOException;
  }

  /**
   * Nothing is sent yet.
   *
   * @param tellings hears of all sights of the target
   * @param engines makes clients of other servers
   * @param folder of the trial
   */
  public ExternalTrial(
      TrialSpec spec, ExternalTarget target, Tellings tellings, Engines engines, Path folder) {
    this.spec = spec;
    this.target = target;
    this.truth = target.server().spec().truth();
    this.tellings = tellings;
    this.engines = engines;
    this.folder = folder;
    this.feeds = spec.workload().feeds();
  }

  /** On a server of our own. */
  @Override
  public BurnIn<?> burnIn(ClientEngine engine) throws IOException, InterruptedException {
    return HotClients.of(spec, engines, folder);
  }

  /** Makes those who look for updates, who begin at once, and the subscribers. */
  @Override
  public ExternalSlice create(ClientEngine engine, long clockOffsetNanos)
      throws IOException, InterruptedException {
    readClock();
    Optional<Strategy> looking = watching(truth);
    if (looking.isPresent()) {
      watch(engine, looking.get());
    }
    if (truth instanceof Truth.Publish || comparesClocks()) {
      var stamps = new AtomicLong(ThreadLocalRandom.current().nextLong(1, MAX_FIRST_STAMP));
      var through = new Publisher(target.server());
      publisher = Optional.of(through);
      publishing =
          IntStream.range(0, comparesClocks() ? 1 : feeds)
              .mapToObj(feed -> new FeedPublisher(through, feed, stamps))
              .toList();
    }
    var all =
        new ExternalSlice(spec, engine, target.server(), spec.workload().subscribers(), feeds);
    slice = all;
    return all;
  }

  /** How further clients look for updates; empty if there are none. */
  public static Optional<Strategy> watching(Truth truth) {
    return switch (truth) {
      case Truth.FastPoll(var interval) ->
          Optional.of(Strategy.parse("poll@" + Durations.format(interval)));
      case Truth.Probe(Way.Kind way) -> Optional.of(Strategy.parse(way.toString()));
      case Truth.Publish _, Truth.Time _, Truth.Counters _ -> Optional.empty();
    };
  }

  private void watch(ClientEngine engine, Strategy how) throws IOException, InterruptedException {
    var looking =
        new TrialSpec(
            spec.id(),
            how,
            spec.workload(),
            spec.timing(),
            spec.repeat(),
            spec.seed(),
            spec.server(),
            spec.setup());
    var slices = new ExternalSlice(looking, engine, target.server(), feeds, feeds);
    watchers = Optional.of(slices);
    List<String> failures = slices.connect(ConnectRamp.of(spec.setup()));
    if (!failures.isEmpty()) {
      throw new IOException("%s could not connect: %s".formatted(truth, failures.getFirst()));
    }
    slices.start(System.nanoTime(), System.nanoTime());
  }

  /** Another host's clock is compared by updates that are published here, if any can be. */
  private boolean comparesClocks() {
    TargetSpec file = target.server().spec();
    return truth instanceof Truth.Time && !file.isOnThisHost() && file.publish().isPresent();
  }

  /** Of one host the clock of times is the one that this process reads, at any time. */
  private void readClock() {
    if (truth instanceof Truth.Time && target.server().spec().isOnThisHost()) {
      ClockOffset offset = ClockOffset.ofThisHost();
      clock = Optional.of(clock.map(known -> known.or(offset)).orElse(offset));
    }
  }

  @Override
  public long start(long leadNanos) {
    long firstWindow = System.nanoTime() + leadNanos + spec.timing().warmup().toNanos();
    if (comparesClocks()) {
      publishing.getFirst().start(comparisons());
    } else {
      for (int feed = 0; feed < publishing.size(); feed++) {
        publishing.get(feed).start(PlannedArrivals.of(spec, feed, firstWindow).dueTimes());
      }
    }
    return firstWindow;
  }

  private static LongSupplier comparisons() {
    long start = System.nanoTime();
    var count = new AtomicInteger();
    return () ->
        count.incrementAndGet() < COMPARISONS
            ? start + count.get() * COMPARISON_NANOS
            : Long.MAX_VALUE;
  }

  @Override
  public Truths readServer() {
    readClock();
    return this;
  }

  @Override
  public boolean isPublished(long beforeNanos) {
    return publishing.stream().allMatch(feed -> feed.isDone(beforeNanos));
  }

  @Override
  public List<FeedTruth> now() {
    List<Sights> sights = allSights();
    Optional<TimeTruth> times =
        truth instanceof Truth.Time ? Optional.of(times(sights)) : Optional.empty();
    return IntStream.range(0, feeds)
        .mapToObj(
            feed -> {
              Sights seen = sights.get(feed);
              return switch (truth) {
                case Truth.Publish _ -> PublishTruth.of(publishing.get(feed).publishes(), seen);
                case Truth.Time _ -> times.orElseThrow().of(seen);
                case Truth.FastPoll _ -> {
                  SightProbe poller = watchers.orElseThrow().probes.get(feed);
                  yield FastPollTruth.of(seen, poller.sights, poller.requests);
                }
                case Truth.Probe _, Truth.Counters _ -> ProbeTruth.of(seen);
              };
            })
        .toList();
  }

  private TimeTruth times(List<Sights> sights) {
    var bySights = new TimeTruth(sights, clock);
    if (!comparesClocks()) {
      return bySights;
    }
    clock =
        PublishTruth.clock(
            publishing.getFirst().publishes(), sights.getFirst(), bySights.step().nanos());
    return new TimeTruth(sights, clock);
  }

  private Optional<ClockOffset> usedClock() {
    return truth instanceof Truth.Time ? times(allSights()).offset() : Optional.empty();
  }

  private List<Sights> allSights() {
    return IntStream.range(0, feeds).mapToObj(this::sights).toList();
  }

  private Sights sights(int feed) {
    return new Sights(tellings.of(feed), logs(feed));
  }

  /** What each client of a feed saw, those who look for updates too. */
  private List<SightLog> logs(int feed) {
    return Stream.concat(probes().stream(), watchers.stream().flatMap(all -> all.probes.stream()))
        .filter(probe -> probe.feed == feed)
        .map(probe -> probe.sights)
        .toList();
  }

  @Override
  public List<PublishLog> logs(Truths truths) {
    return truths.now().stream().map(FeedTruth::latest).toList();
  }

  @Override
  public Map<String, UnitValue> figures(MeasuredWindow<BothEnds> window) {
    return new WindowFigures().addAll(window, spec.workload().subscribers()).byName();
  }

  @Override
  public void quiesce() throws IOException, InterruptedException {
    for (FeedPublisher feed : publishing) {
      feed.stop();
    }
    if (watchers.isPresent()) {
      watchers.get().clients.stop();
    }
  }

  /** {@inheritDoc} The windows are metered once more by all that is known in the end. */
  @Override
  public TrialResult result(
      List<MeasuredWindow<BothEnds>> windows, List<Truths> windowTruths, Truths truths, Life life) {
    List<FeedTruth> known = truths.now();
    List<PublishLog> logs = known.stream().map(FeedTruth::latest).toList();
    metered =
        windows.stream()
            .map(
                window ->
                    new MeasuredWindow<>(
                        window.window(),
                        logs,
                        BothEnds.of(window.window(), known, probes()),
                        window.open(),
                        window.close()))
            .toList();
    Optional<String> failure =
        publishing.stream().flatMap(feed -> feed.failure().stream()).findFirst();
    Optional<TargetFigures.Counted> counted =
        truth instanceof Truth.Counters
            ? Optional.of(counted(windows.getLast().window().endNanos()))
            : Optional.empty();
    return new ExternalOutcome(
            spec, target.server(), metered, known, usedClock(), failure, counted, life)
        .result();
  }

  /** A poll that is answered with what is held already is no second delivery. */
  private List<SightLog> changes(int feed) {
    List<SightLog> logs = logs(feed);
    return spec.strategy().isPush() ? logs : logs.stream().map(SightLog::changes).toList();
  }

  /** Of all feeds; the mean is over feeds. */
  private TargetFigures.Counted counted(long endNanos) {
    List<CounterFigures> each =
        IntStream.range(0, feeds)
            .mapToObj(feed -> CounterFigures.of(changes(feed), tellings.numbers(feed), endNanos))
            .toList();
    OptionalDouble behind =
        each.stream()
            .mapToDouble(CounterFigures::meanBehind)
            .filter(mean -> !Double.isNaN(mean))
            .average();
    return new TargetFigures.Counted(
        each.stream().mapToLong(CounterFigures::lost).sum(),
        each.stream().mapToLong(CounterFigures::doubled).sum(),
        each.stream().mapToLong(CounterFigures::reordered).sum(),
        behind.isPresent() ? behind.getAsDouble() : null,
        each.stream().mapToLong(CounterFigures::maxBehind).max().orElse(0));
  }

  /** The windows by all that was known in the end; none before. */
  List<MeasuredWindow<BothEnds>> metered() {
    return metered;
  }

  /** What each subscriber saw. */
  List<SightProbe> probes() {
    return requireNonNull(slice).probes;
  }

  /** The first subscriber's events are drawn, its versions by their places in the order. */
  @Override
  public void writeFiles(Path into, TrialResult result, MeasuredWindow<BothEnds> first)
      throws IOException {
    SightProbe probe = probes().getFirst();
    ObservationLog seen = now().get(probe.feed).observations(probe.sights);
    Trace trace = Traces.of(result.strategy(), metered.getFirst(), probe, seen);
    Files.writeString(into.resolve(Trace.FILE), ResultJson.compact(trace));
  }

  @Override
  public void cleanUp() {
    watchers.ifPresent(ExternalSlice::close);
    publisher.ifPresent(Publisher::close);
  }
}
