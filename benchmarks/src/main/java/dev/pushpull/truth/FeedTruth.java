package dev.pushpull.truth;

import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import java.util.List;

/**
 * What a feed published, in order: the n-th update has the ordinal n. Both ends of what is known of
 * their publishing never fall from one update to the next, so that each end is a {@link
 * PublishLog}.
 *
 * <p>Figures at both ends: delivery of an update is O − P, age is t − P(h), staleness is max(0, t −
 * P(h + 1)), where O, t and the ordinal h held at t are known. Each falls as P rises, so at every
 * update and at every instant it is least with the latest P and most with the earliest, and so are
 * the mean, every quantile, the maximum and the share above 0, over the same updates or the same
 * time. Time is the window's at both ends; which updates are in the window, however, depends on P.
 * (One is published between 0.9 and 1.1 s, another at 3 s, both seen at 3 s, the window opens at 1
 * s: with each end choosing its own updates the mean is 0.95 s at the latest P and 0 at the
 * earliest.) So one end, the latest, chooses the updates for both.
 *
 * <p>An update that nobody saw and nobody here published is in no figure. Where the earliest P
 * comes from a time in an update, staleness may then have begun before; elsewhere the bounds still
 * hold.
 */
public final class FeedTruth {

  private final List<Published> updates;
  private final int[] ordinals;
  private final TruthCounts counts;

  FeedTruth(List<Published> updates, int versions, TruthCounts counts) {
    this.updates = List.copyOf(updates);
    this.counts = counts;
    this.ordinals = new int[versions + 1];
    for (int i = 0; i < updates.size(); i++) {
      ordinals[(int) updates.get(i).version()] = i + 1;
    }
    ordinals[0] = 0;
  }

  /** The updates in the order of their publishing. */
  public List<Published> updates() {
    return updates;
  }

  /** How well it holds together. */
  public TruthCounts counts() {
    return counts;
  }

  /** The place of a version in the order, from 1; 0 for a version that was not known. */
  public int ordinal(long version) {
    return version < ordinals.length ? ordinals[(int) version] : 0;
  }

  /** How many updates there are, from the first on, of which nothing says how early they were. */
  public int unbounded() {
    int unbounded = 0;
    while (unbounded < updates.size() && !updates.get(unbounded).isBounded()) {
      unbounded++;
    }
    return unbounded;
  }

  /** What a client got, by ordinals; versions that were not known are left out. */
  public ObservationLog observations(SightLog sights) {
    var seen = new ObservationLog();
    for (int i = 0; i < sights.size(); i++) {
      int ordinal = ordinal(sights.version(i));
      if (ordinal > 0) {
        seen.add(ordinal, sights.observedAt(i), 0, 0);
      }
    }
    return seen;
  }

  /** Each update published as late as it can have been: figures are lower bounds. */
  public PublishLog latest() {
    long[] latest = updates.stream().mapToLong(Published::latestNanos).toArray();
    for (int i = latest.length - 2; i >= 0; i--) {
      latest[i] = Math.min(latest[i], latest[i + 1]);
    }
    return log(latest);
  }

  /**
   * Each update published as early as it can have been: figures are upper bounds. Those of which
   * nothing is known stand at their latest; figures that rest on them are no bounds.
   */
  public PublishLog earliest() {
    PublishLog latest = latest();
    long[] earliest = updates.stream().mapToLong(Published::earliestNanos).toArray();
    for (int i = 1; i < earliest.length; i++) {
      earliest[i] = Math.max(earliest[i], earliest[i - 1]);
    }
    for (int i = earliest.length - 1; i >= 0; i--) {
      long most = i + 1 < earliest.length ? earliest[i + 1] : Long.MAX_VALUE;
      long known = earliest[i] == Published.UNKNOWN ? most : earliest[i];
      earliest[i] = Math.min(known, latest.publishedAt(i + 1));
    }
    return log(earliest);
  }

  private PublishLog log(long[] publishedAt) {
    var log = new PublishLog();
    for (int i = 0; i < publishedAt.length; i++) {
      log.add(publishedAt[i], updates.get(i).dueNanos().orElse(publishedAt[i]), 0);
    }
    return log;
  }
}
