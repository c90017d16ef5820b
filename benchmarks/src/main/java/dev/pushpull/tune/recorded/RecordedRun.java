package dev.pushpull.tune.recorded;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.record.Recording.Update;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.MeasuredRun;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What advice needs of a recording.
 *
 * @param recording all of it
 * @param run how long requests take and what they cost
 * @param payloadBytes of each update
 */
public record RecordedRun(Recording recording, MeasuredRun run, int payloadBytes) {

  /** Fewer updates tell of a rate, and not of how they come. */
  static final int ENOUGH = 30;

  private static final double NANOS = 1e9;
  private static final int DIGITS = 3;

  /** The rates that an arrival process may have, per second. */
  private static final double MIN_RATE = 1e-4;

  private static final double MAX_RATE = 100_000;

  /**
   * How updates may have come.
   *
   * @param words that say which of the ends of what is known it is, such as {@code at the earliest
   *     instants}
   */
  public record End(String words, Arrivals arrivals) {}

  /**
   * Of a recording.
   *
   * @param name of its folder
   * @throws IllegalArgumentException if it has no polls
   */
  public static RecordedRun of(Recording recording, String name) {
    var recorded = new RecordedCosts(recording);
    ServiceTimes service = recorded.service();
    UnitCosts costs = recorded.costs(name);
    return new RecordedRun(
        recording,
        new MeasuredRun(service, costs, "measured in recording " + name),
        recorded.payloadBytes());
  }

  /** What may be recommended: the ways whose costs were recorded. */
  public Set<StrategyKind> kinds() {
    UnitCosts costs = run.costs();
    return Question.ALL_KINDS.stream()
        .filter(
            kind ->
                switch (kind) {
                  case POLL, BACKOFF, ADAPTIVE -> true; // Each recording has polls.
                  case CONDITIONAL_POLL -> costs.notModified() != null;
                  case LONG_POLL -> costs.longPoll() != null;
                  case SSE -> costs.event() != null;
                  case WEBSOCKET -> costs.frame() != null;
                })
        .collect(Collectors.toSet());
  }

  /** What polls must be apart at least. */
  public Duration finest() {
    return Duration.ofNanos(Math.round(recording.resolutionMs() * 1e6));
  }

  /** Whether there are enough updates to play them again. */
  public boolean isEnough() {
    return recording.updates() >= ENOUGH;
  }

  /** Both ends of what is known of the updates of a feed, and what is worse than both. */
  public List<End> ends() {
    return isEnough() ? instants() : rates();
  }

  private List<End> rates() {
    RateInterval rate = rate();
    return DoubleStream.of(rate.least(), rate.most())
        .filter(each -> each > 0)
        .map(each -> Math.clamp(each, MIN_RATE, MAX_RATE))
        .mapToObj(each -> new End("at " + Words.rate(each), new Arrivals.Poisson(each)))
        .toList();
  }

  /** The rate of a feed, in round figures that are no nearer to each other. */
  RateInterval rate() {
    var exact = RateInterval.of(recording.updates(), recording.feedSeconds());
    return new RateInterval(
        rounded(exact.least(), RoundingMode.FLOOR), rounded(exact.most(), RoundingMode.CEILING));
  }

  private static double rounded(double rate, RoundingMode away) {
    return BigDecimal.valueOf(rate).round(new MathContext(DIGITS, away)).doubleValue();
  }

  private List<End> instants() {
    long[] latest = joined(feed -> instants(feed, Update::latestNanos));
    long[] earliest = joined(feed -> instants(feed, Update::earliestOrLatest));
    long[] even =
        joined(
            feed ->
                TautString.within(
                    instants(feed, Update::earliestOrLatest), instants(feed, Update::latestNanos)));
    var different = new LinkedHashMap<Arrivals, End>();
    Stream.of(
            end("at the latest instants", latest),
            end("at the earliest", earliest),
            end("if they came as evenly as they can have", even))
        .forEach(end -> different.putIfAbsent(end.arrivals(), end));
    return List.copyOf(different.values());
  }

  private End end(String words, long[] at) {
    return new End(words, Arrivals.Trace.of(recording.target(), at));
  }

  private static long[] instants(Feed feed, ToLongFunction<Update> end) {
    return feed.updates().stream().mapToLong(end).toArray();
  }

  /** One feed after the other, each for as long as was recorded, from the first update on. */
  private long[] joined(Function<Feed, long[]> instants) {
    long length = Math.round(recording.seconds() * NANOS);
    var all = new ArrayList<Long>();
    for (int i = 0; i < recording.feeds().size(); i++) {
      for (long at : instants.apply(recording.feeds().get(i))) {
        all.add(i * length + Math.min(at, length));
      }
    }
    long first = all.getFirst();
    return all.stream().mapToLong(at -> at - first).toArray();
  }
}
