package dev.pushpull.compare;

import dev.pushpull.result.Environment;
import dev.pushpull.result.RunResults;

/**
 * Which run stands on a side.
 *
 * @param runId the run's name
 * @param seed what its arrivals and phases derive from
 * @param trials how many are finished
 * @param plannedTrials how many there were to be
 * @param environment where and with what it was made
 */
public record RunFacts(
    String runId, long seed, int trials, int plannedTrials, Environment environment) {

  static RunFacts of(RunResults run) {
    return new RunFacts(
        run.runId(), run.seed(), run.trials().size(), run.plannedTrials(), run.environment());
  }

  /** Whether every planned trial is there. */
  public boolean finished() {
    return trials >= plannedTrials;
  }
}
