package dev.pushpull.truth;

/**
 * An update was published before any client saw it; how long before is not known, so every figure
 * is a lower bound.
 */
public final class ProbeTruth {

  private ProbeTruth() {}

  /** Of one feed, by what its probes and all others saw. */
  public static FeedTruth of(Sights sights) {
    return new Sequencer(sights).addSeen().truth(0);
  }
}
