package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * Delivery latency of the updates published inside windows, each followed until seen or until the
 * drain ends. Not safe for use by several threads.
 */
public final class DeliveryMeter extends Meter {

  private final Samples fromPublished = part(new Samples());
  private final Samples fromDue = part(new Samples());
  private final Counter delivered = part(new Counter());
  private final Counter coalesced = part(new Counter());
  private final Counter undelivered = part(new Counter());

  /** Adds one subscriber's window. */
  public void add(PublishLog log, ObservationLog seen, Window window) {
    int end = log.firstAtOrAfter(window.endNanos());
    int first = log.firstAtOrAfter(window.startNanos());
    int next = seen.firstWithVersion(first);
    for (int version = first; version < end; version++) {
      while (next < seen.size() && seen.version(next) < version) {
        next++;
      }
      long published = log.publishedAt(version);
      long due = log.dueAt(version);
      if (next == seen.size() || seen.observedAt(next) > window.drainEndNanos()) {
        addUnseen(window.drainEndNanos() - published);
        fromDue.addAtLeast(window.drainEndNanos() - due);
      } else {
        addSeen(seen.observedAt(next) - published, seen.version(next) == version);
        fromDue.add(seen.observedAt(next) - due);
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
    fromPublished.add(nanos);
    (itself ? delivered : coalesced).add(1);
  }

  /**
   * Adds an update that was not seen before the drain's end; not from when it was due.
   *
   * @param nanos from when it became visible to the drain's end
   */
  public void addUnseen(long nanos) {
    fromPublished.addAtLeast(nanos);
    undelivered.add(1);
  }

  /** Latency from when an update became visible. */
  public Samples latency() {
    return fromPublished;
  }

  /** Latency from when an update was due. */
  public Samples corrected() {
    return fromDue;
  }

  /** Pairs whose update was seen itself. */
  public long delivered() {
    return delivered.get();
  }

  /** Pairs where a newer version arrived instead. */
  public long coalesced() {
    return coalesced.get();
  }

  /** Pairs that neither happened to before the drain's end. */
  public long undelivered() {
    return undelivered.get();
  }
}
