package dev.pushpull.simulate;

import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;

/**
 * What is counted over windows and subscribers. All of it is sums of integers, so that it does not
 * matter who counted what in which order. One thread.
 */
final class Tally {

  final Samples delivery = new Samples();
  final Ramps staleness = new Ramps();
  final Ramps age = new Ramps();
  final Samples peaks = new Samples();
  final Samples corrected = new Samples();
  final Samples uncorrected = new Samples();
  long published;
  long publishedByFeeds;
  long delivered;
  long coalesced;
  long undelivered;
  long sent;
  long empty;
  long dueTicks;
  long answeredTicks;
  long duplicates;

  void add(Tally other) {
    Mergeable.add(delivery, other.delivery);
    Mergeable.add(staleness, other.staleness);
    Mergeable.add(age, other.age);
    Mergeable.add(peaks, other.peaks);
    Mergeable.add(corrected, other.corrected);
    Mergeable.add(uncorrected, other.uncorrected);
    published += other.published;
    publishedByFeeds += other.publishedByFeeds;
    delivered += other.delivered;
    coalesced += other.coalesced;
    undelivered += other.undelivered;
    sent += other.sent;
    empty += other.empty;
    dueTicks += other.dueTicks;
    answeredTicks += other.answeredTicks;
    duplicates += other.duplicates;
  }

  /** Values that cannot be: below 0 or absurdly long. */
  long outOfRange() {
    return delivery.outOfRange()
        + staleness.outOfRange()
        + age.outOfRange()
        + peaks.outOfRange()
        + corrected.outOfRange()
        + uncorrected.outOfRange();
  }
}
