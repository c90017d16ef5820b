package dev.pushpull.suite;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;

/** All strategies of a repeat must have seen the same updates, or their differences do not pair. */
final class SameArrivals {

  private SameArrivals() {}

  /**
   * The trial, doubted if another of its repeat and arrivals had other updates due in its windows.
   */
  static TrialResult check(TrialResult trial, RunResults earlier) {
    return earlier.trials().stream()
        .filter(other -> pairs(trial, other))
        .filter(other -> !other.arrivalsDigest().equals(trial.arrivalsDigest()))
        .findFirst()
        .map(
            other ->
                trial.and(
                    Validity.suspect(
                        "the updates due in its windows differ from those of trial %s (%s)"
                            .formatted(other.id(), other.name()))))
        .orElse(trial);
  }

  private static boolean pairs(TrialResult trial, TrialResult other) {
    return other.repeat() == trial.repeat()
        && other.workload().arrivals().equals(trial.workload().arrivals())
        && other.workload().feeds() == trial.workload().feeds()
        && !other.arrivalsDigest().isEmpty()
        && !trial.arrivalsDigest().isEmpty();
  }
}
