package dev.pushpull.simulate;

import dev.pushpull.measure.FeedMeters;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.TrialResult;

/** What a simulated trial showed. */
public final class SimulatedTrial {

  private final SimulationSpec spec;
  private final Tally tally;

  SimulatedTrial(SimulationSpec spec, Tally tally) {
    this.spec = spec;
    this.tally = tally;
  }

  /** What was simulated. */
  public SimulationSpec spec() {
    return spec;
  }

  /** What its subscribers experienced in all windows. */
  public FeedMeters meters() {
    return tally;
  }

  /**
   * The same as a real trial's result.
   *
   * @param costs of requests, messages and open connections
   * @param id the trial's name in its run
   * @throws IllegalArgumentException if the costs do not tell what this strategy takes
   */
  public TrialResult result(UnitCosts costs, String id) {
    return new SimulatedResult(spec, tally).build(costs, id);
  }

  Tally tally() {
    return tally;
  }
}
