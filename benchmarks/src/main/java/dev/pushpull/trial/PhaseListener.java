package dev.pushpull.trial;

/** Hears how far a trial is. */
@FunctionalInterface
public interface PhaseListener {

  /** A phase begins, such as {@code burn-in}; on the trial's thread. */
  void onPhase(String phase);
}
