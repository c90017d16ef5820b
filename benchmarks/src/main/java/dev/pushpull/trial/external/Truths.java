package dev.pushpull.trial.external;

import dev.pushpull.truth.FeedTruth;
import java.util.List;

/**
 * What is known of all feeds when it is asked: what comes later tells more of what was before. Used
 * by one thread.
 */
interface Truths {

  /** Of each feed, by its number. */
  List<FeedTruth> now();

  /** Whether all updates that were due here before an instant are published. */
  boolean isPublished(long beforeNanos);
}
