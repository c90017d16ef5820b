package dev.pushpull.measure;

/**
 * Delivery latency of the updates published inside windows, each followed until seen or until the
 * drain ends. Not safe for use by several threads.
 */
public final class DeliveryMeter implements Mergeable {

  private final Samples fromPublished = new Samples();
  private final Samples fromDue = new Samples();
  private long delivered;
  private long coalesced;
  private long undelivered;

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
        undelivered++;
        fromPublished.addAtLeast(window.drainEndNanos() - published);
        fromDue.addAtLeast(window.drainEndNanos() - due);
        continue;
      }
      if (seen.version(next) == version) {
        delivered++;
      } else {
        coalesced++;
      }
      fromPublished.add(seen.observedAt(next) - published);
      fromDue.add(seen.observedAt(next) - due);
    }
  }

  @Override
  public void write(LongLog out) {
    fromPublished.write(out);
    fromDue.write(out);
    out.add(delivered);
    out.add(coalesced);
    out.add(undelivered);
  }

  @Override
  public void merge(LongReader in) {
    fromPublished.merge(in);
    fromDue.merge(in);
    delivered += in.next();
    coalesced += in.next();
    undelivered += in.next();
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
    return delivered;
  }

  /** Pairs where a newer version arrived instead. */
  public long coalesced() {
    return coalesced;
  }

  /** Pairs that neither happened to before the drain's end. */
  public long undelivered() {
    return undelivered;
  }
}
