package dev.pushpull.simulate;

import dev.pushpull.measure.Counter;
import dev.pushpull.measure.FeedMeters;

/**
 * What is counted over windows and subscribers. All of it is sums of integers, so that it does not
 * matter who counted what in which order. One thread.
 */
final class Tally extends FeedMeters {

  /** Updates, each once, however many watch. */
  final Counter publishedByFeeds = part(new Counter());
}
