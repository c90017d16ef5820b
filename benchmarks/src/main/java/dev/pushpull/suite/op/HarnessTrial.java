package dev.pushpull.suite.op;

import dev.pushpull.simulate.SimulationSpec;
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

  private final SimulationSpec spec =
      SimulatorBenchmark.spec(
          "poll@100ms", 1, SUBSCRIBERS, Duration.ofMillis(100).multipliedBy(POLLS / SUBSCRIBERS));

  SimulationSpec spec() {
    return spec;
  }
}
