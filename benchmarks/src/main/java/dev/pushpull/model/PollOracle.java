package dev.pushpull.model;

import java.util.List;

/**
 * What polling at a fixed interval must show, given when the updates came: the mean over a poll
 * phase that is uniform on one interval.
 *
 * <p>Derivation. Let T be the interval and d the delay from the server's read to the client. At
 * time t the client holds what was newest at the read instant t − x, x uniform on [d, d + T]. An
 * update published at P, with gap g before it, is the first after that read for u = P − (t − x) in
 * (0, g], and has then been missed for s = t − P. The share of phases for which that is so is
 * ((T+d−s)₊ − (T+d−s−g)₊ − (d−s)₊ + (d−s−g)₊) / T. Integrating s times this share over s gives the
 * mean staleness, integrating the share alone the stale fraction; over all s they are [(T+d)³ −
 * (T+d−g)₊³ − d³ + (d−g)₊³] / 6T and the same with squares / 2T. Here s is cut where the window
 * begins and ends, so that a window of few intervals is expected exactly too.
 */
public final class PollOracle {

  private final double intervalNanos;
  private final double delayNanos;
  private final long originNanos;
  private final double windowNanos;
  private final List<Observed> feeds;

  /**
   * All in ns; the window is [start, end).
   *
   * @param delayNanos from the server's read to the client
   */
  public PollOracle(
      double intervalNanos,
      double delayNanos,
      long windowStartNanos,
      long windowEndNanos,
      List<Observed> feeds) {
    this.intervalNanos = intervalNanos;
    this.delayNanos = delayNanos;
    this.originNanos = windowStartNanos;
    this.windowNanos = windowEndNanos - windowStartNanos;
    this.feeds = List.copyOf(feeds);
  }

  /** Mean delivery latency, T/2 + d, in ns. */
  public double deliveryMeanNanos() {
    return intervalNanos / 2 + delayNanos;
  }

  /** Time-weighted mean staleness over the window and all subscribers, in ns. */
  public double stalenessMeanNanos() {
    return overUpdates(PollOracle::stalenessIntegral);
  }

  /** Share of the window for which a subscriber is stale. */
  public double staleFraction() {
    return overUpdates(PollOracle::fractionIntegral);
  }

  /**
   * Share of polls sent in the window that find nothing new: no update in the interval before the
   * read.
   */
  public double emptyPollRatio() {
    double changed = 0;
    double subscribers = 0;
    for (Observed feed : feeds) {
      changed += feed.subscribers() * changedNanos(feed.since(originNanos));
      subscribers += feed.subscribers();
    }
    return Math.max(0, 1 - changed / (subscribers * windowNanos)); // rounding may exceed 1
  }

  /** Time-weighted mean age over the window and all subscribers, in ns. */
  public double ageMeanNanos() {
    double sum = 0;
    double subscribers = 0;
    for (Observed feed : feeds) {
      sum += feed.subscribers() * meanAgeAtRead(feed.since(originNanos));
      subscribers += feed.subscribers();
    }
    return intervalNanos / 2 + delayNanos + sum / subscribers;
  }

  private interface Integral {
    /** Over s from {@code from} to {@code to} of the part that ends at {@code y}. */
    double of(double y, double from, double to);
  }

  private double overUpdates(Integral integral) {
    double sum = 0;
    double subscribers = 0;
    for (Observed feed : feeds) {
      double[] published = feed.since(originNanos);
      for (int i = 1; i < published.length; i++) {
        sum +=
            feed.subscribers() * ofUpdate(integral, published[i], published[i] - published[i - 1]);
      }
      subscribers += feed.subscribers();
    }
    return sum / (intervalNanos * subscribers * windowNanos);
  }

  private double ofUpdate(Integral integral, double published, double gap) {
    double from = Math.max(0, -published);
    double to = windowNanos - published;
    double reach = intervalNanos + delayNanos;
    if (from >= to || from >= reach) {
      return 0;
    }
    return integral.of(reach, from, to)
        - integral.of(reach - gap, from, to)
        - integral.of(delayNanos, from, to)
        + integral.of(delayNanos - gap, from, to);
  }

  /** ∫ s·(y − s)₊ ds. */
  private static double stalenessIntegral(double y, double from, double to) {
    double end = Math.min(to, y);
    return end <= from ? 0 : cubic(y, end) - cubic(y, from);
  }

  private static double cubic(double y, double s) {
    return y * s * s / 2 - s * s * s / 3;
  }

  /** ∫ (y − s)₊ ds. */
  private static double fractionIntegral(double y, double from, double to) {
    double end = Math.min(to, y);
    return end <= from ? 0 : (y - from) * (y - from) / 2 - (y - end) * (y - end) / 2;
  }

  /**
   * How much of the window lies within one interval after an update: the union, so no instant
   * counts twice.
   */
  private double changedNanos(double[] published) {
    double covered = 0;
    for (int i = 1; i < published.length; i++) {
      double until = published[i] + intervalNanos;
      if (i + 1 < published.length) {
        until = Math.min(until, published[i + 1]);
      }
      covered += Math.max(0, Math.min(until, windowNanos) - Math.max(published[i], 0));
    }
    return covered;
  }

  /**
   * Mean of r − P(newest at r) over read instants r = t − x, t in the window, x uniform on [d, d +
   * T]: the second antiderivative of that sawtooth at the four corners.
   */
  private double meanAgeAtRead(double[] published) {
    double corners =
        twiceIntegrated(published, windowNanos - delayNanos)
            - twiceIntegrated(published, windowNanos - delayNanos - intervalNanos)
            - twiceIntegrated(published, -delayNanos)
            + twiceIntegrated(published, -delayNanos - intervalNanos);
    return corners / (intervalNanos * windowNanos);
  }

  private static double twiceIntegrated(double[] published, double r) {
    double once = 0;
    double twice = 0;
    for (int i = 0; i < published.length && published[i] < r; i++) {
      double end = i + 1 < published.length ? Math.min(r, published[i + 1]) : r;
      double length = end - published[i];
      twice += once * length + length * length * length / 6;
      once += length * length / 2;
    }
    return twice;
  }
}
