package dev.pushpull.plan;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;

/** How long a fork takes, as far as that can be known before. */
final class Estimate {

  /** Client JVM and server JVM, both cold. */
  private static final Duration LAUNCH = Duration.ofMillis(1_200);

  private static final Duration BURN_IN = Duration.ofMillis(2_600);
  private static final Duration BASELINE = Duration.ofMillis(500);
  private static final Duration COLLECT = Duration.ofMillis(700);

  /** The ramp opens about a thousand connections a second. */
  private static final Duration CONNECT_EACH = Duration.ofMillis(1);

  private static final Duration DRAIN_SLACK = Duration.ofMillis(50);

  private Estimate() {}

  static Duration of(TrialSpec trial) {
    var timing = trial.timing();
    return LAUNCH
        .plus(BURN_IN)
        .plus(BASELINE)
        .plus(CONNECT_EACH.multipliedBy(trial.workload().subscribers()))
        .plus(timing.warmup())
        .plus(timing.window().plus(drain(trial)).multipliedBy(timing.windows()))
        .plus(COLLECT);
  }

  /**
   * A drain ends when the last update was seen: after about an interval for polls, at once else.
   */
  private static Duration drain(TrialSpec trial) {
    Strategy strategy = trial.strategy();
    Duration expected = strategy.longestInterval().plus(DRAIN_SLACK);
    Duration most = trial.timing().drain();
    return expected.compareTo(most) < 0 ? expected : most;
  }
}
