package dev.pushpull.model;

/**
 * What push shows in expectation if each update takes the delay d: the limit of {@link
 * PollExpectation} for T → 0. At a random instant the client holds what was newest d ago, so that
 * with R from then to the next update staleness is (d − R)₊.
 *
 * @param delay d from publishing to the client, not negative, in the process's unit of time
 * @param updates how updates come
 */
public record PushExpectation(double delay, UpdateProcess updates) implements Expectation {

  /** Checks the bound. */
  public PushExpectation {
    if (!(delay >= 0)) {
      throw new IllegalArgumentException("delay must be at least 0, but is " + delay);
    }
  }

  @Override
  public double longestDelay() {
    return delay;
  }

  @Override
  public double deliveryMean() {
    return delay;
  }

  @Override
  public double stalenessMean() {
    return updates.missed(delay);
  }

  @Override
  public double stalenessAbove(double time) {
    return time >= delay ? 0 : 1 - updates.waitsBeyond(delay - time);
  }

  /** Mean age, d + E[L]. */
  @Override
  public double ageMean() {
    return delay + updates.meanResidual();
  }

  @Override
  public double ageAbove(double time) {
    return time <= delay ? 1 : updates.waitsBeyond(time - delay);
  }

  /** Mean age just before fresh data comes: a whole gap between updates, and d. */
  @Override
  public double peakAgeMean() {
    return delay + 1 / updates.rate();
  }
}
