package dev.pushpull.truth;

import java.util.OptionalLong;

/**
 * One update of a feed, and what is known of its publishing: P ∈ [earliest, latest], in ns of the
 * monotonic clock that clients observe by.
 *
 * @param version its number; 0 if no client saw it and no answer named it
 * @param dueNanos when the harness was to publish it; empty if somebody else did
 * @param earliestNanos {@link #UNKNOWN} if it may be arbitrarily long ago
 * @param latestNanos at the latest the first sight of it by any client
 */
public record Published(long version, OptionalLong dueNanos, long earliestNanos, long latestNanos) {

  /** Stands for an earliest instant of which nothing is known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Whether anything is known of how early it can have been. */
  public boolean isBounded() {
    return earliestNanos != UNKNOWN;
  }
}
