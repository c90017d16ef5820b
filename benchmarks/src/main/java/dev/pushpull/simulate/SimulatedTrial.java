package dev.pushpull.simulate;

import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
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

  /** Delivery latency, one value for each (update, subscriber) pair. */
  public Samples delivery() {
    return tally.delivery;
  }

  /** How long the copies were wrong. */
  public Ramps staleness() {
    return tally.staleness;
  }

  /** How old the held versions were. */
  public Ramps age() {
    return tally.age;
  }

  /** Age just before each fresh observation. */
  public Samples peaks() {
    return tally.peaks;
  }

  /** Request latency, one value for each tick. */
  public Samples corrected() {
    return tally.corrected;
  }

  /** Request latency, one value for each request. */
  public Samples uncorrected() {
    return tally.uncorrected;
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
