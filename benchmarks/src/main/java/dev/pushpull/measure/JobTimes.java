package dev.pushpull.measure;

/**
 * What one client experienced with one job. Instants in ns on the client's monotonic clock.
 *
 * @param acceptedNanos when the answer to its submission was there
 * @param knownNanos when its end was; MAX_VALUE if it is not known
 * @param requests that watched it so far
 * @param polls of them, scheduled polls
 */
public record JobTimes(long acceptedNanos, long knownNanos, int requests, int polls) {

  /** What {@link #knownNanos} is where the end is not known. */
  public static final long UNKNOWN = Long.MAX_VALUE;
}
