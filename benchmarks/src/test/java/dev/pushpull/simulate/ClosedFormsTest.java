package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator against the closed forms, each figure over at least a million polls and a million
 * updates; the standard error is that of independent repeats.
 */
class ClosedFormsTest {

  private static final int REPEATS = 40;
  private static final double LEAST = 1.05e6;

  private static final double NANOS = 1e9;

  /**
   * One place of the grid.
   *
   * @param interval T in ms
   * @param ratio λT, or T/U
   * @param delay d as a share of T, below one half
   */
  record Place(String process, int interval, double ratio, double delay) {

    double updatesPerSecond() {
      return ratio * 1_000 / interval;
    }

    Arrivals arrivals() {
      return process.equals("poisson")
          ? new Arrivals.Poisson(updatesPerSecond())
          : new Arrivals.Periodic(updatesPerSecond());
    }

    UpdateProcess updates() {
      return process.equals("poisson")
          ? new UpdateProcess.Poisson(updatesPerSecond() / NANOS)
          : new UpdateProcess.Periodic(NANOS / updatesPerSecond());
    }

    double emptyPolls() {
      return process.equals("poisson") ? Math.exp(-ratio) : Math.max(0, 1 - ratio);
    }

    /** Feeds are what is independent: phases that are locked need many. */
    int feeds() {
      return process.equals("poisson") ? 4 : 64;
    }

    /** Long enough for a Poisson process to have begun long before. */
    Duration warmup() {
      return process.equals("poisson") ? Duration.ofSeconds(61) : Duration.ofMillis(2L * interval);
    }

    long roundTripNanos() {
      return 2 * Math.round(delay * interval * 1e6);
    }
  }

  static Stream<Place> grid() {
    var places = new ArrayList<Place>();
    for (double locked : new double[] {1, 2, 0.5, 1.5}) {
      places.add(new Place("periodic", 200, locked, 0.01));
    }
    places.add(new Place("poisson", 100, 10, 0.005));
    places.add(new Place("poisson", 100, 0.1, 0));
    var random = new Random(20_261_125);
    for (int i = 0; i < 5; i++) {
      places.add(drawn("poisson", random));
      places.add(drawn("periodic", random));
    }
    return places.stream();
  }

  private static Place drawn(String process, Random random) {
    int interval = (int) (50 * Math.pow(40, random.nextDouble()));
    double ratio = 0.1 * Math.pow(40, random.nextDouble());
    return new Place(process, interval, ratio, 0.45 * Math.pow(random.nextDouble(), 3));
  }

  @ParameterizedTest
  @MethodSource("grid")
  void agreesWithTheClosedForms(Place place) {
    var figures = new Figures();
    for (int repeat = 1; repeat <= REPEATS; repeat++) {
      figures.add(Simulator.run(spec("poll@" + place.interval + "ms", place, repeat)));
    }
    assertThat(figures.polls).isGreaterThanOrEqualTo(1_000_000);
    assertThat(figures.updates).isGreaterThanOrEqualTo(1_000_000);
    double delay = place.roundTripNanos() / 2.0;
    var expected = new PollExpectation(place.interval * 1e6, delay, place.updates());
    double p95 = expected.stalenessQuantile(0.95);
    figures.delivery.agreeWith("delivery mean", expected.deliveryMean());
    figures.staleness.agreeWith("staleness mean", expected.stalenessMean());
    figures.stalenessP95.agreeWith("staleness p95", p95, p95 * Replicas.BUCKET);
    figures.staleFraction.agreeWith("stale fraction", expected.stalenessAbove(0));
    figures.age.agreeWith("age mean", expected.ageMean());
    if (place.emptyPolls() > 0.01) {
      figures.empty.agreeWith("empty polls", place.emptyPolls());
    } else {
      figures.empty.isNear("empty polls", place.emptyPolls(), 0);
    }
  }

  /** Inspection paradox: an update falls into long gaps more often (renewal theory). */
  @ParameterizedTest
  @CsvSource({"100, 20, 0.5", "400, 90, 1", "50, 50, 3"})
  void jitterDeliversByTheSquareOfItsGaps(int interval, int percent, double ratio) {
    var place = new Place("poisson", interval, ratio, 0.02);
    var figures = new Figures();
    for (int repeat = 1; repeat <= REPEATS; repeat++) {
      figures.add(
          Simulator.run(spec("poll@%sms~%s%%".formatted(interval, percent), place, repeat)));
    }
    double share = percent / 100.0;
    double meanGap = interval * 1e6;
    double meanSquare = meanGap * meanGap * (1 + share * share / 3);
    figures.delivery.agreeWith(
        "delivery mean", meanSquare / (2 * meanGap) + place.roundTripNanos() / 2.0);
  }

  private static SimulationSpec spec(String strategy, Place place, int repeat) {
    double updates = LEAST / REPEATS;
    double seconds = Math.min(3_600, updates / (place.feeds() * place.updatesPerSecond()));
    int feeds = (int) Math.ceil(updates / (place.updatesPerSecond() * seconds));
    double pollsEach = feeds * seconds * 1_000 / place.interval;
    int watchers = (int) Math.max(3, Math.ceil(LEAST / REPEATS / pollsEach));
    var workload = new Workload(place.arrivals(), feeds, feeds * watchers, 0, Protocol.H1);
    var window = Duration.ofNanos((long) (seconds * NANOS));
    var timing = new Timing(place.warmup(), window, 1, Duration.ofMillis(2L * place.interval));
    var service = ServiceTimes.constant(place.roundTripNanos());
    var source = UpdateSource.planned(workload, place.warmup(), 7, repeat);
    return new SimulationSpec(
        Strategy.parse(strategy), workload, timing, repeat, 7, service, source);
  }

  private static final class Figures {
    private final Replicas delivery = new Replicas();
    private final Replicas staleness = new Replicas();
    private final Replicas stalenessP95 = new Replicas();
    private final Replicas staleFraction = new Replicas();
    private final Replicas age = new Replicas();
    private final Replicas empty = new Replicas();
    private long polls;
    private long updates;

    void add(SimulatedTrial trial) {
      Tally tally = trial.tally();
      delivery.add(tally.delivery.latency.meanNanos());
      staleness.add(tally.freshness.staleness.meanNanos());
      stalenessP95.add((double) tally.freshness.staleness.histogram().getValueAtPercentile(95));
      staleFraction.add(tally.freshness.staleness.fractionAboveZero());
      age.add(tally.freshness.age.meanNanos());
      empty.add((double) tally.requests.empty.get() / tally.requests.sent.get());
      polls += tally.requests.sent.get();
      updates += tally.publishedByFeeds.get();
    }
  }
}
