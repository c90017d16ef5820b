package dev.pushpull.model;

/** What polling must show in a window, given when the updates came. Times are ns. */
public sealed interface LogOracle permits PollOracle, JitteredOracle {

  /** Mean delivery latency. */
  double deliveryMeanNanos();

  /** Time-weighted mean staleness over the window and all subscribers. */
  double stalenessMeanNanos();

  /** Share of the window for which a subscriber is stale. */
  double staleFraction();

  /** Share of polls sent in the window that find nothing new. */
  double emptyPollRatio();

  /** Time-weighted mean age over the window and all subscribers. */
  double ageMeanNanos();
}
