package dev.pushpull.trial.external;

import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Samples;
import dev.pushpull.result.Age;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.Times;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Trust;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.trial.Audit;
import dev.pushpull.trial.BothEnds;
import dev.pushpull.trial.DueArrivals;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Outcome;
import dev.pushpull.trial.PublisherLag;
import dev.pushpull.truth.ClockOffset;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.truth.TruthCounts;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.Total;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What subscribers of a server that is not ours experienced, as far as it can be known. */
final class ExternalOutcome extends Outcome<BothEnds> {

  private static final double MS = 1e-6;
  private static final long UNKNOWN = Long.MAX_VALUE;

  /**
   * The closed forms are exact: a publishing that is known to this share of the interval will do.
   */
  private static final double MAX_WIDTH = 0.02;

  private final ExternalServer server;
  private final TargetSpec target;
  private final List<FeedTruth> truths;
  private final Optional<ClockOffset> clock;
  private final Optional<String> publishFailure;
  private final Optional<TargetFigures.Counted> counted;

  /**
   * @param truths of each feed, when all was over
   * @param clock of the times in updates as it was used, if it was and is known
   * @param publishFailure why the first publish that failed did
   * @param counted what counters tell, where nothing else is known
   */
  ExternalOutcome(
      TrialSpec spec,
      ExternalServer server,
      List<MeasuredWindow<BothEnds>> windows,
      List<FeedTruth> truths,
      Optional<ClockOffset> clock,
      Optional<String> publishFailure,
      Optional<TargetFigures.Counted> counted,
      Life life) {
    super(
        spec,
        windows,
        digest(spec, server, windows),
        lag(server, windows, truths),
        life,
        new BothEnds());
    this.server = server;
    this.target = server.spec();
    this.truths = truths;
    this.clock = clock;
    this.publishFailure = publishFailure;
    this.counted = counted;
  }

  private static boolean publishes(ExternalServer server) {
    return server.spec().truth() instanceof Truth.Publish;
  }

  /** Others' updates are not planned. */
  private static String digest(
      TrialSpec spec, ExternalServer server, List<MeasuredWindow<BothEnds>> windows) {
    return publishes(server) ? DueArrivals.digest(spec, windows, spec.workload().feeds()) : "";
  }

  /** When an update was sent at the earliest, less when it was due. */
  private static Samples lag(
      ExternalServer server, List<MeasuredWindow<BothEnds>> windows, List<FeedTruth> truths) {
    var lag = new Samples();
    if (publishes(server)) {
      List<PublishLog> sent = truths.stream().map(FeedTruth::earliest).toList();
      windows.forEach(window -> Mergeable.add(lag, PublisherLag.of(window.window(), sent)));
    }
    return lag;
  }

  @Override
  public Counts counts() {
    var delivery = any.delivery;
    if (counted.isPresent()) {
      return counts(null, delivery.delivered.get(), null, null);
    }
    return counts(
        any.published.get(),
        delivery.delivered.get(),
        delivery.coalesced.get(),
        delivery.undelivered.get());
  }

  /** What can be said without the server's counts. */
  @Override
  public Audit audit(Counts counts, long outOfRange) {
    return new Audit(life).none("values out of range", outOfRange).pairs(counts.updates());
  }

  /** {@inheritDoc} Nothing where publishing is known too loosely to hold polls against it. */
  @Override
  public Model model() {
    boolean exact =
        spec.strategy() instanceof Strategy.Poll(Pace pace, boolean _)
            && widths(0.5) <= MAX_WIDTH * pace.shortest().toNanos();
    return exact ? super.model() : Model.NONE;
  }

  /** A quantile of how far apart both ends of an update's publishing are, in ns. */
  private long widths(double share) {
    long[] widths =
        truths.stream()
            .flatMapToLong(
                truth -> {
                  PublishLog earliest = truth.earliest();
                  PublishLog latest = truth.latest();
                  return IntStream.rangeClosed(1, latest.newest())
                      .mapToLong(
                          ordinal ->
                              ordinal <= truth.unbounded()
                                  ? UNKNOWN
                                  : latest.publishedAt(ordinal) - earliest.publishedAt(ordinal));
                })
            .sorted()
            .toArray();
    return widths.length == 0
        ? UNKNOWN
        : widths[(int) Math.min(widths.length - 1L, Math.round(share * widths.length))];
  }

  private static @Nullable Double ms(long nanos) {
    return nanos == UNKNOWN ? null : nanos * MS;
  }

  @Override
  public TargetFigures target() {
    TruthCounts known = TruthCounts.sum(truths);
    return new TargetFigures(
        target.name(),
        target.url().toString(),
        target.truth().toString(),
        target.trust() instanceof Trust.Any,
        known.own(),
        known.neverSeen(),
        known.unconfirmed(),
        known.foreign(),
        known.guessed(),
        known.contradicted(),
        server.rejections().values().stream().mapToLong(count -> count).sum(),
        ms(widths(0.5)),
        ms(widths(1)),
        clock(),
        counted.orElse(null),
        atMost());
  }

  /** {@inheritDoc} Of updates that are only counted it is not known when they were published. */
  @Override
  public Times times() {
    return counted.isEmpty()
        ? super.times()
        : new Times(
            Distribution.NONE,
            Distribution.NONE,
            new Staleness(Distribution.NONE, null),
            new Age(Distribution.NONE, null),
            any.requestLatency(),
            any.requests.scheduleLag.distribution(),
            Distribution.NONE);
  }

  private @Nullable String clock() {
    return target.truth() instanceof Truth.Time
        ? clock.map(offset -> offset.source().toString()).orElse("unknown: no update had a time")
        : null;
  }

  private TargetFigures.@Nullable AtMost atMost() {
    if (counted.isPresent()) {
      return null;
    }
    boolean delivery = meters.deliveryUnbounded.get() == 0;
    boolean staleness = meters.stalenessUnbounded.get() == 0;
    boolean age = meters.ageUnbounded.get() == 0;
    return new TargetFigures.AtMost(
        delivery ? meters.most.delivery.latency.distribution() : Distribution.NONE,
        delivery ? meters.most.delivery.corrected.distribution() : Distribution.NONE,
        staleness ? meters.most.staleness() : new Staleness(Distribution.NONE, null),
        age ? meters.most.age() : new Age(Distribution.NONE, null));
  }

  /** {@inheritDoc} Where updates are published here, each feed begins with one. */
  @Override
  public void judgeUnheld(Judge judge) {
    if (publishes(server)) {
      super.judgeUnheld(judge);
    } else {
      double all = costs.windowNanos() * spec.workload().subscribers();
      judge.partlyUnheld(any.freshness.unheld.get() / all);
    }
  }

  @Override
  public void judgeLag(Judge judge) {
    if (publishes(server)) {
      judge.publisherLag(spec.strategy(), publisherLag, "this machine");
    }
  }

  @Override
  public void judgeFurther(Judge judge, Counts counts) {
    judge.target(target());
    judge.errors(publishFailure.isPresent() ? 1 : 0, publishFailure.orElse(""));
    judge.errors(clients.get(Total.FALLEN), "messages went back to an older version");
  }
}
