package dev.pushpull.truth;

import java.util.Collection;

/**
 * How well the truth about a feed holds together.
 *
 * @param own updates that the harness published: the server accepted them, or clients saw them
 * @param neverSeen those of {@code own} that no client saw: a newer one came first, or they are
 *     lost
 * @param unconfirmed publishes without an answer that nobody saw either; they are no updates
 * @param foreign updates that somebody else published, the first that a feed held left out; where
 *     the harness publishes none, all are
 * @param guessed places in the order where no client saw which of two updates came first
 * @param contradicted updates that clients saw in orders, or at instants, that cannot all be; what
 *     is known of them need not hold
 */
public record TruthCounts(
    long own, long neverSeen, long unconfirmed, long foreign, long guessed, long contradicted) {

  private static final TruthCounts NONE = new TruthCounts(0, 0, 0, 0, 0, 0);

  /** Of all feeds. */
  public static TruthCounts sum(Collection<FeedTruth> truths) {
    return truths.stream().map(FeedTruth::counts).reduce(NONE, TruthCounts::plus);
  }

  private TruthCounts plus(TruthCounts other) {
    return new TruthCounts(
        own + other.own,
        neverSeen + other.neverSeen,
        unconfirmed + other.unconfirmed,
        foreign + other.foreign,
        guessed + other.guessed,
        contradicted + other.contradicted);
  }

  /**
   * Whether the harness published and clients saw updates, but none of its own: version or stamp
   * are not where they are looked for, and nothing can be measured by it.
   */
  public boolean isWithoutMatch() {
    return own > 0 && neverSeen == own;
  }
}
