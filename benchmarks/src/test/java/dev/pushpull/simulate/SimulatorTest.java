package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.measure.Histograms;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {

  private static final long MS = 1_000_000;

  private static SimulationSpec spec(
      String strategy, int feeds, int subscribers, Duration window, ServiceTimes service) {
    var workload = new Workload(new Arrivals.Poisson(20), feeds, subscribers, 0, Protocol.H1);
    var timing = new Timing(Duration.ofSeconds(1), window, 2, Duration.ofMillis(700));
    var updates = UpdateSource.planned(workload, timing.warmup(), 3, 2);
    return new SimulationSpec(Strategy.parse(strategy), workload, timing, 2, 3, service, updates);
  }

  private static ServiceTimes measured() {
    var histogram = Histograms.create();
    var random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      histogram.recordValue((long) (-Math.log1p(-random.nextDouble()) * 2 * MS));
    }
    return ServiceTimes.of(histogram);
  }

  /** Feed by hand: published at −50, 30, 60 and 130 ms; polls each 100 ms, read 2 ms after. */
  @Test
  void isWorkedByHand() {
    var workload = new Workload(new Arrivals.Poisson(1), 1, 1, 0, Protocol.H1);
    var timing = new Timing(Duration.ZERO, Duration.ofMillis(200), 1, Duration.ofMillis(100));
    var updates = new RecordedUpdates(List.of(new long[] {-50 * MS, 30 * MS, 60 * MS, 130 * MS}));
    var spec =
        new SimulationSpec(
            Strategy.parse("poll@100ms"),
            workload,
            timing,
            1,
            1,
            ServiceTimes.constant(4 * MS),
            updates);
    SimulatedTrial trial = Simulator.run(spec, 1);

    long first = firstPoll(spec);
    long[] latencies = latencies(first, 30 * MS, 60 * MS, 130 * MS);
    assertThat(trial.meters().delivery.latency.count()).isEqualTo(3);
    assertThat(trial.meters().delivery.latency.meanNanos())
        .isEqualTo((latencies[0] + latencies[1] + latencies[2]) / 3.0);
    assertThat(trial.meters().freshness.age.totalNanos()).isEqualTo(200 * MS);
    assertThat(trial.meters().requests.corrected.count()).isEqualTo(2);
    assertThat(trial.meters().requests.corrected.meanNanos()).isEqualTo(4.0 * MS);
  }

  private static long firstPoll(SimulationSpec spec) {
    long seed = Seeds.phases(spec.seed(), spec.repeat(), 0);
    return (long) (Phases.stratified(seed, 1)[0] * 100 * MS);
  }

  private static long[] latencies(long first, long... published) {
    long[] latencies = new long[published.length];
    for (int i = 0; i < published.length; i++) {
      long read = first + 2 * MS;
      while (read < published[i]) {
        read += 100 * MS;
      }
      latencies[i] = read + 2 * MS - published[i];
    }
    return latencies;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"poll@100ms", "poll@50ms~40%", "adaptive@20ms..800ms", "long-poll", "websocket"})
  void isTheSameForAnyNumberOfThreads(String strategy) {
    SimulationSpec spec = spec(strategy, 3, 50, Duration.ofSeconds(20), measured());
    Tally one = Simulator.run(spec, 1).tally();
    for (int threads : new int[] {2, 3, 8}) {
      Tally many = Simulator.run(spec, threads).tally();
      assertThat(many.delivery.latency.histogram()).isEqualTo(one.delivery.latency.histogram());
      assertThat(many.delivery.latency.meanNanos()).isEqualTo(one.delivery.latency.meanNanos());
      assertThat(many.freshness.staleness.histogram())
          .isEqualTo(one.freshness.staleness.histogram());
      assertThat(many.freshness.staleness.meanNanos())
          .isEqualTo(one.freshness.staleness.meanNanos());
      assertThat(many.freshness.age.meanNanos()).isEqualTo(one.freshness.age.meanNanos());
      assertThat(many.requests.uncorrected.histogram())
          .isEqualTo(one.requests.uncorrected.histogram());
      assertThat(many.requests.sent.get()).isEqualTo(one.requests.sent.get());
      assertThat(many.requests.empty.get()).isEqualTo(one.requests.empty.get());
      assertThat(many.published.get()).isEqualTo(one.published.get());
      assertThat(many.publishedByFeeds.get()).isEqualTo(one.publishedByFeeds.get());
      assertThat(many.duplicates.get()).isEqualTo(one.duplicates.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "poll@100ms",
        "poll@50ms~40%",
        "backoff@20ms..800ms",
        "hinted",
        "long-poll",
        "websocket"
      })
  void memoryDoesNotHangOnTheSimulatedTime(String strategy) {
    allocated(strategy, Duration.ofMinutes(5)); // loads classes
    long once = allocated(strategy, Duration.ofMinutes(5));
    long tenTimes = allocated(strategy, Duration.ofMinutes(50));
    assertThat((double) tenTimes / once).isLessThan(1.5);
  }

  private static long allocated(String strategy, Duration window) {
    SimulationSpec spec = spec(strategy, 1, 40, window, measured());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var tally = new Tally();
    var slice = new SubscriberSlice(spec, 0, 0, 40);
    long before = threads.getCurrentThreadAllocatedBytes();
    slice.run(tally, UpdateBuffer.USUAL_LOAD);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(tally.delivery.latency.count()).isPositive();
    return after - before;
  }

  /** 20 updates at once, every other second. */
  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "long-poll"})
  void aBurstIsOneMessage(String strategy) {
    var workload = new Workload(Arrivals.parse("burst:20x0.5/s"), 2, 10, 0, Protocol.H1);
    var timing =
        new Timing(Duration.ofSeconds(1), Duration.ofSeconds(100), 1, Duration.ofSeconds(1));
    var updates = UpdateSource.planned(workload, timing.warmup(), 1, 1);
    var spec =
        new SimulationSpec(Strategy.parse(strategy), workload, timing, 1, 1, measured(), updates);
    Tally tally = Simulator.run(spec, 1).tally();
    assertThat(tally.delivery.delivered.get()).isBetween(480L, 510L);
    assertThat(tally.delivery.coalesced.get()).isEqualTo(19 * tally.delivery.delivered.get());
  }

  @Test
  void refusesATimeThatCannotBeAddedUp() {
    var workload = new Workload(new Arrivals.Poisson(1), 1, 100_000, 0, Protocol.H1);
    var timing = new Timing(Duration.ZERO, Duration.ofHours(1), 1_000, Duration.ZERO);
    var updates = UpdateSource.planned(workload, Duration.ZERO, 1, 1);
    assertThatThrownBy(
            () ->
                new SimulationSpec(
                    Strategy.parse("sse"), workload, timing, 1, 1, measured(), updates))
        .hasMessage("windows × subscribers must be 4e9 s at most, but are 3.60e+11 s");
  }

  @Test
  void drawsRoundTripsAsTheyWereMeasured() {
    var histogram = Histograms.create();
    histogram.recordValueWithCount(1_000, 700);
    histogram.recordValueWithCount(50_000, 290);
    histogram.recordValueWithCount(9_000_000, 10);
    ServiceTimes service = ServiceTimes.of(histogram);
    var random = new SplittableRandom(5);
    int draws = 400_000;
    long low = 0;
    long high = 0;
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      long drawn = service.roundTripNanos(random);
      sum += drawn;
      low += drawn == 1_000 ? 1 : 0;
      high += drawn > 8_900_000 ? 1 : 0;
      assertThat(drawn).isBetween(1_000L, service.maxNanos());
    }
    // Binomial: 4 standard errors.
    assertThat((double) low / draws).isBetween(0.7 - 0.003, 0.7 + 0.003);
    assertThat((double) high / draws).isBetween(0.01 - 0.00064, 0.01 + 0.00064);
    assertThat(sum / draws / service.meanNanos()).isBetween(0.93, 1.07);
  }

  @Test
  void refusesRoundTripsOfNobody() {
    assertThatThrownBy(() -> ServiceTimes.of(Histograms.create()))
        .hasMessage("no round trip was measured, so none can be drawn");
    assertThatThrownBy(() -> ServiceTimes.constant(-1))
        .hasMessageStartingWith("round trip must be 0ms to 3600s");
  }

  @Test
  void refusesRecordsThatFallOrLackVersionOne() {
    assertThatThrownBy(() -> new RecordedUpdates(List.of(new long[0])))
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> new RecordedUpdates(List.of(new long[] {1, 3, 2})))
        .hasMessageContaining("version 3");
  }
}
