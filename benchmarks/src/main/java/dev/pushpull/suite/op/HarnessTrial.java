package dev.pushpull.suite.op;

import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.UpdateSource;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A simulated trial for {@link HarnessCost}: a fixed schedule, one update per interval on average,
 * a round trip of 1 ms; {@link SimulatorBenchmark} varies these.
 */
@State(Scope.Thread)
public class HarnessTrial {

  /** In the window: one for each subscriber and tick. */
  static final int POLLS = 60_000;

  private static final int SUBSCRIBERS = 100;
  private static final int FEEDS = 4;
  private static final int SEED = 1;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final long ROUND_TRIP_NANOS = 1_000_000;

  private final SimulationSpec spec = make();

  private static SimulationSpec make() {
    double perSecond = 1e3 / INTERVAL.toMillis();
    var workload =
        new Workload(new Arrivals.Poisson(perSecond), FEEDS, SUBSCRIBERS, 64, Protocol.H1);
    Duration window = INTERVAL.multipliedBy(POLLS / SUBSCRIBERS);
    var timing = new Timing(INTERVAL.multipliedBy(2), window, 1, INTERVAL);
    return new SimulationSpec(
        new Strategy.Poll(new Pace.Fixed(INTERVAL), false),
        workload,
        timing,
        1,
        SEED,
        ServiceTimes.constant(ROUND_TRIP_NANOS),
        UpdateSource.planned(workload, timing.warmup(), SEED, 1));
  }

  SimulationSpec spec() {
    return spec;
  }
}
