package dev.pushpull.measure;

import dev.pushpull.model.Observed;
import dev.pushpull.schedule.Window;

/**
 * What a feed published, version 1 first and none left out; instants in ns on the client's clock.
 */
public final class PublishLog {

  private final LongLog publishedAt = new LongLog();
  private final LongLog dueAt = new LongLog();
  private final LongLog checksums = new LongLog();

  /** Appends the next version. */
  public void add(long publishedAtNanos, long dueAtNanos, long payloadChecksum) {
    publishedAt.add(publishedAtNanos);
    dueAt.add(dueAtNanos);
    checksums.add(payloadChecksum);
  }

  /** The newest version, 0 for an empty log. */
  public int newest() {
    return publishedAt.size();
  }

  /** When a version became visible. */
  public long publishedAt(long version) {
    return publishedAt.get((int) version - 1);
  }

  /** When a version's arrival was due. */
  public long dueAt(long version) {
    return dueAt.get((int) version - 1);
  }

  /** CRC-32 of a version's payload. */
  public long checksum(long version) {
    return checksums.get((int) version - 1);
  }

  /** The first version published at or after an instant; {@code newest() + 1} if none. */
  public int firstAtOrAfter(long nanos) {
    return publishedAt.firstAtLeast(nanos) + 1;
  }

  /** How many versions were published inside the window. */
  public int publishedIn(Window window) {
    return publishedAt.countIn(window);
  }

  /** The same log in the form that the oracle takes. */
  public Observed observedBy(int subscribers) {
    return new Observed(publishedAt.toArray(), subscribers);
  }
}
