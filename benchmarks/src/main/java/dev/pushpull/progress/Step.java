package dev.pushpull.progress;

import dev.pushpull.plan.Plan;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.List;

/**
 * What a run does next, as its progress shows it: a sweep's trial, or one fork of an operation.
 *
 * @param name as a log calls it
 * @param shortName as a line on a terminal calls it, which must hold the bar too
 * @param estimate how long it takes, as far as that can be known before
 */
public record Step(String name, String shortName, Duration estimate) {

  /** The step that is a trial. */
  public static Step of(TrialSpec trial) {
    return new Step(
        trial.name() + " repeat " + trial.repeat(),
        trial.name() + " #" + trial.repeat(),
        Plan.estimate(trial));
  }

  /** The steps of a plan, in its order. */
  public static List<Step> of(Plan plan) {
    return plan.trials().stream().map(Step::of).toList();
  }
}
