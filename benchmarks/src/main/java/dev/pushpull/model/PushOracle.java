package dev.pushpull.model;

import java.util.List;

/**
 * What push must show, given when the updates came, if each takes the delay d: the limit of {@link
 * PollOracle} for T → 0. An update with gap g before it makes the copy stale by s = (d − g)₊ … d,
 * cut to the window.
 */
public final class PushOracle {

  private final double delayNanos;
  private final long originNanos;
  private final double windowNanos;
  private final List<Observed> feeds;

  /** All in ns; the window is [start, end). */
  public PushOracle(
      double delayNanos, long windowStartNanos, long windowEndNanos, List<Observed> feeds) {
    this.delayNanos = delayNanos;
    this.originNanos = windowStartNanos;
    this.windowNanos = windowEndNanos - windowStartNanos;
    this.feeds = List.copyOf(feeds);
  }

  /** Time-weighted mean staleness over the window and all subscribers, in ns. */
  public double stalenessMeanNanos() {
    return overUpdates((from, to) -> (to * to - from * from) / 2);
  }

  /** Share of the window for which a subscriber is stale. */
  public double staleFraction() {
    return overUpdates((from, to) -> to - from);
  }

  private interface Ramp {
    double of(double from, double to);
  }

  private double overUpdates(Ramp ramp) {
    double sum = 0;
    double subscribers = 0;
    for (Observed feed : feeds) {
      double[] published = feed.since(originNanos);
      for (int i = 1; i < published.length; i++) {
        double gap = published[i] - published[i - 1];
        double from = Math.max(Math.max(0, delayNanos - gap), -published[i]);
        double to = Math.min(delayNanos, windowNanos - published[i]);
        sum += from < to ? feed.subscribers() * ramp.of(from, to) : 0;
      }
      subscribers += feed.subscribers();
    }
    return sum / (subscribers * windowNanos);
  }
}
