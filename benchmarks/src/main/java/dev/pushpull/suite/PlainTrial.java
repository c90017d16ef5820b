package dev.pushpull.suite;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.Optional;

/** The trial that a plain JMH user asks for by parameters. */
final class PlainTrial {

  private static final long SEED = 1;

  private PlainTrial() {}

  static TrialSpec spec(
      String strategy,
      String arrivals,
      int feeds,
      int subscribers,
      int payload,
      String protocol,
      String warmup,
      String window) {
    var workload =
        new Workload(
            Arrivals.parse(arrivals), feeds, subscribers, payload, Protocol.parse(protocol));
    Cell cell = StrategyName.parse(strategy).on(workload);
    cell.refusal()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    Strategy how = cell.strategy();
    Duration asked = Durations.parse(warmup);
    Duration least = how.leastWarmup();
    var timing =
        new Timing(
            asked.compareTo(least) < 0 ? least : asked,
            Durations.parse(window),
            1,
            Timing.defaultDrain(how));
    return new TrialSpec(
        "jmh", how, cell.workload(), timing, 1, SEED, Optional.empty(), Setup.USUAL);
  }
}
