package dev.pushpull.suite;

import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;

/** Hears how far a sweep is. Calls come one after the other, but not all on one thread. */
public interface SweepListener {

  /** A trial begins. */
  void onTrial(TrialSpec trial);

  /** The trial under way enters a phase, such as {@code burn-in}. */
  void onPhase(String phase);

  /** The trial under way is over and stored. */
  void onResult(TrialResult result);
}
