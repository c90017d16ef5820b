package dev.pushpull.model;

/**
 * What polling at a fixed interval shows in expectation, over phases and updates; where the updates
 * themselves are known, {@link PollOracle} is closer.
 *
 * <p>At a random instant the client holds what was newest a time X ago, X uniform on [d, T + d]
 * (uniform phase). With R the time from then to the next update and L from the last update to then,
 * staleness is (X − R)₊ and age X + L (age of information: Kaul, Yates, Gruteser 2012; the
 * freshness of polled copies: Cho, Garcia-Molina 2003).
 *
 * @param interval T, above 0, in the process's unit of time
 * @param delay d from the server's read to the client, not negative
 * @param updates how updates come
 */
public record PollExpectation(double interval, double delay, UpdateProcess updates)
    implements Expectation {

  /** Checks the bounds. */
  public PollExpectation {
    if (!(interval > 0) || !(delay >= 0)) {
      throw new IllegalArgumentException(
          "interval must be above 0 and delay at least 0, but are " + interval + " and " + delay);
    }
  }

  /** T + d. */
  @Override
  public double longestDelay() {
    return interval + delay;
  }

  /** Mean delivery latency, T/2 + d. */
  @Override
  public double deliveryMean() {
    return interval / 2 + delay;
  }

  /**
   * Delivery latency that a share of updates stays below: uniform on [d, T + d].
   *
   * @param share 0 to 1
   */
  public double deliveryQuantile(double share) {
    return share * interval + delay;
  }

  @Override
  public double stalenessMean() {
    return (updates.missedTwice(interval + delay) - updates.missedTwice(delay)) / interval;
  }

  @Override
  public double stalenessAbove(double time) {
    double reach = interval + delay - time;
    return reach <= 0
        ? 0
        : (updates.missed(reach) - updates.missed(Math.max(0, delay - time))) / interval;
  }

  /**
   * Share of time for which the copy is up to date: with d = 0 and Poisson updates the freshness of
   * Cho and Garcia-Molina's fixed-order policy, (1 − e^(−λT))/(λT), and {@link #stalenessMean} is
   * what they call age (Effective Page Refresh Policies for Web Crawlers, ACM TODS 28(4), 2003).
   */
  public double freshness() {
    return 1 - staleFraction();
  }

  /** Share of polls that find nothing new: no update in the interval before the read. */
  public double emptyPollRatio() {
    return updates.waitsBeyond(interval);
  }

  /**
   * Share of updates that are ever held, the others being overtaken before the next poll: polls
   * that bring news over instants with updates. Of a burst one update at most is held.
   */
  public double heldShare() {
    return (1 - emptyPollRatio()) / (updates.rate() * interval);
  }

  /** Mean age, T/2 + d + E[L]. */
  @Override
  public double ageMean() {
    return interval / 2 + delay + updates.meanResidual();
  }

  /**
   * Mean age just before fresh data comes (peak age: Costa, Codreanu, Ephremides 2014). A copy that
   * was fetched at the age L ≤ T lives until the next poll with news, one in 1 − e of them with e
   * the {@linkplain #emptyPollRatio empty} ones: T/(1 − e) + E[L | L ≤ T] + d.
   */
  @Override
  public double peakAgeMean() {
    double changed = 1 - emptyPollRatio();
    double ageAtRead = updates.waited(interval) - interval * emptyPollRatio();
    return (interval + ageAtRead) / changed + delay;
  }

  @Override
  public double ageAbove(double time) {
    double since = time - interval - delay;
    return time <= delay ? 1 : (upTo(time - delay) - upTo(since)) / interval;
  }

  /** ∫ P(L &gt; y) dy, in which every y below 0 counts whole. */
  private double upTo(double y) {
    return y < 0 ? y : updates.waited(y);
  }
}
