package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * Delivery latency of the updates published inside windows, each followed until seen or until the
 * drain ends. Not safe for use by several threads.
 */
public final class DeliveryMeter extends Meter {

  /** Latency from when an update became visible. */
  public final Samples latency = part(new Samples());

  /** Latency from when an update was due. */
  public final Samples corrected = part(new Samples());

  /** Pairs whose update was seen itself. */
  public final Counter delivered = part(new Counter());

  /** Pairs where a newer version arrived instead. */
  public final Counter coalesced = part(new Counter());

  /** Pairs that neither happened to before the drain's end. */
  public final Counter undelivered = part(new Counter());

  /** Adds one subscriber's window. */
  public void add(PublishLog log, ObservationLog seen, Window window) {
    add(log, log, seen, window);
  }

  /**
   * The same of updates that another log of the feed has in the window: so that the same are
   * metered by several logs that differ in their instants.
   */
  public void add(PublishLog log, PublishLog chosen, ObservationLog seen, Window window) {
    int end = chosen.firstAtOrAfter(window.endNanos());
    int first = chosen.firstAtOrAfter(window.startNanos());
    int next = seen.firstWithVersion(first);
    for (int version = first; version < end; version++) {
      while (next < seen.size() && seen.version(next) < version) {
        next++;
      }
      long published = log.publishedAt(version);
      long due = log.dueAt(version);
      if (next == seen.size() || seen.observedAt(next) > window.drainEndNanos()) {
        addUnseen(window.drainEndNanos() - published);
        corrected.addAtLeast(window.drainEndNanos() - due);
      } else {
        addSeen(seen.observedAt(next) - published, seen.version(next) == version);
        corrected.add(seen.observedAt(next) - due);
      }
    }
  }

  /**
   * Adds an update that was seen, or overtaken by a newer one that was; not from when it was due.
   *
   * @param nanos from when it became visible
   * @param itself whether it was seen itself
   */
  public void addSeen(long nanos, boolean itself) {
    latency.add(nanos);
    (itself ? delivered : coalesced).add(1);
  }

  /**
   * Adds an update that was not seen before the drain's end; not from when it was due.
   *
   * @param nanos from when it became visible to the drain's end
   */
  public void addUnseen(long nanos) {
    latency.addAtLeast(nanos);
    undelivered.add(1);
  }
}
