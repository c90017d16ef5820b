package dev.pushpull.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.Histograms;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Samples;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator against the meters of real trials, fed with the same trial's logs. */
class ExactnessTest {

  private static final int SCENARIOS = 120;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "poll@%T",
        "conditional-poll@%T",
        "poll@%T~30%",
        "backoff@%L..%T",
        "conditional-adaptive@%L..%T",
        "hinted",
        "long-poll",
        "sse",
        "websocket"
      })
  void countsWhatTheMetersCount(String form) {
    var random = new Random(form.hashCode());
    var all = new Tally();
    for (int i = 0; i < SCENARIOS; i++) {
      SimulationSpec spec = scenario(form, random);
      Mergeable.add(all, check(spec, 1 + random.nextInt(3), 2 + random.nextInt(20)));
    }
    boolean polls = !Strategy.parse(form.replace("%L", "1ms").replace("%T", "1s")).isPush();
    assertThat(all.delivery.delivered.get()).isGreaterThan(100);
    assertThat(all.delivery.undelivered.get()).isPositive();
    assertThat(all.delivery.coalesced.get()).as("bursts at least").isPositive();
    boolean openLoop = form.contains("poll@");
    assertThat(all.requests.dueTicks.get() > all.requests.scheduleLag.count()).isEqualTo(polls);
    assertThat(all.requests.corrected.count() > all.requests.sent.get()).isEqualTo(openLoop);
  }

  private static SimulationSpec scenario(String form, Random random) {
    int interval = 2 + random.nextInt(random.nextBoolean() ? 20 : 400);
    int least = 1 + random.nextInt(interval - 1);
    Strategy strategy =
        Strategy.parse(form.replace("%T", interval + "ms").replace("%L", least + "ms"));
    var workload =
        new Workload(
            arrivals(random), 1 + random.nextInt(3), 1 + random.nextInt(9), 0, Protocol.H1);
    var warmup = strategy.longestInterval().multipliedBy(random.nextInt(3));
    var timing =
        new Timing(
            warmup,
            Duration.ofMillis(100 + random.nextInt(900)),
            1 + random.nextInt(3),
            Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(500)));
    int repeat = 1 + random.nextInt(5);
    long seed = random.nextLong();
    var updates = UpdateSource.planned(workload, warmup, seed, repeat);
    return new SimulationSpec(
        strategy, workload, timing, repeat, seed, service(interval, random), updates);
  }

  private static Arrivals arrivals(Random random) {
    int rate = 1 + random.nextInt(random.nextBoolean() ? 5 : 300);
    return switch (random.nextInt(3)) {
      case 0 -> new Arrivals.Poisson(rate);
      case 1 -> new Arrivals.Periodic(rate);
      default -> new Arrivals.Burst(1 + random.nextInt(4), rate);
    };
  }

  /** Also round trips longer than the interval, so that ticks are missed. */
  private static ServiceTimes service(int intervalMillis, Random random) {
    long scale = intervalMillis * (random.nextInt(3) == 0 ? 3_000_000L : 300_000L);
    if (random.nextBoolean()) {
      return ServiceTimes.constant((long) (random.nextDouble() * scale));
    }
    var histogram = Histograms.create();
    for (int i = 0; i < 20; i++) {
      histogram.recordValue((long) (random.nextDouble() * random.nextDouble() * scale));
    }
    return ServiceTimes.of(histogram);
  }

  private static Tally check(SimulationSpec spec, int threads, int load) {
    Tally tally = Simulator.run(spec, threads, load).tally();
    Materialised expected = Materialised.of(spec);
    String what = spec.toString();
    assertThat(tally.published.get()).as(what).isEqualTo(expected.published);
    assertThat(tally.delivery.delivered.get())
        .as(what)
        .isEqualTo(expected.delivery.delivered.get());
    assertThat(tally.delivery.coalesced.get())
        .as(what)
        .isEqualTo(expected.delivery.coalesced.get());
    assertThat(tally.delivery.undelivered.get())
        .as(what)
        .isEqualTo(expected.delivery.undelivered.get());
    assertThat(tally.duplicates.get()).as(what).isEqualTo(expected.duplicates);
    assertThat(expected.freshness.unheld.get()).isZero();
    same(tally.delivery.latency, expected.delivery.latency, what);
    same(tally.freshness.staleness, expected.freshness.staleness, what);
    same(tally.freshness.age, expected.freshness.age, what);
    same(tally.freshness.peaks, expected.freshness.peaks, what);
    checkRequests(tally, expected.requests, what);
    assertThat(tally.outOfRange()).as(what).isZero();
    return tally;
  }

  private static void checkRequests(Tally tally, RequestMeter requests, String what) {
    assertThat(tally.requests.sent.get()).as(what).isEqualTo(requests.sent.get());
    assertThat(tally.requests.empty.get()).as(what).isEqualTo(requests.empty.get());
    assertThat(tally.requests.dueTicks.get()).as(what).isEqualTo(requests.dueTicks.get());
    assertThat(tally.requests.scheduleLag.count()).as(what).isEqualTo(requests.scheduleLag.count());
    same(tally.requests.corrected, requests.corrected, what);
    same(tally.requests.uncorrected, requests.uncorrected, what);
  }

  private static void same(Samples simulated, Samples metered, String what) {
    assertThat(simulated.histogram()).as(what).isEqualTo(metered.histogram());
    assertThat(simulated.meanNanos()).as(what).isEqualTo(Double.valueOf(metered.meanNanos()));
    assertThat(simulated.distribution()).as(what).isEqualTo(metered.distribution());
  }

  private static void same(Ramps simulated, Ramps metered, String what) {
    assertThat(simulated.histogram()).as(what).isEqualTo(metered.histogram());
    assertThat(simulated.meanNanos()).as(what).isEqualTo(Double.valueOf(metered.meanNanos()));
    assertThat(simulated.distribution()).as(what).isEqualTo(metered.distribution());
    assertThat(simulated.fractionAboveZero())
        .as(what)
        .isEqualTo(Double.valueOf(metered.fractionAboveZero()));
  }
}
