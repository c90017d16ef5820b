package dev.pushpull.model;

/**
 * What clients show in expectation, over all updates. Times are in the unit of the update process;
 * shares are 0 to 1.
 */
public sealed interface Expectation permits PollExpectation, PushExpectation {

  /** Mean staleness, weighted by time. */
  double stalenessMean();

  /** Staleness that is not exceeded for a share of time. */
  double stalenessQuantile(double share);

  /** Share of time for which the copy is out of date. */
  double staleFraction();

  /** Mean age, weighted by time. */
  double ageMean();

  /** Age that is not exceeded for a share of time. */
  double ageQuantile(double share);

  /** Mean age just before fresh data comes. */
  double peakAgeMean();
}
