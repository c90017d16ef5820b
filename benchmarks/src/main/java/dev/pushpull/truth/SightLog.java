package dev.pushpull.truth;

import dev.pushpull.measure.LongLog;

/**
 * Every message about a feed that one client got, in the order of coming: old versions and repeated
 * ones too, since which is newer is only known later. Versions are numbers from 1 that stand for
 * the feed's distinct versions in the order of their first sight in this process. Written by one
 * thread at a time; any thread may read what has come so far.
 */
public final class SightLog {

  private final LongLog versions = new LongLog();
  private final LongLog observedAt = new LongLog();

  /** A message came, decoded at an instant of the monotonic clock. */
  public void add(long version, long observedNanos) {
    versions.add(version);
    observedAt.add(observedNanos);
  }

  /** Those that had another version than the one before. */
  public SightLog changes() {
    var changes = new SightLog();
    for (int i = 0; i < size(); i++) {
      if (i == 0 || version(i) != version(i - 1)) {
        changes.add(version(i), observedAt(i));
      }
    }
    return changes;
  }

  /** How many messages. */
  public int size() {
    return observedAt.size(); // appended last
  }

  /** The version that the {@code index}-th message had. */
  public long version(int index) {
    return versions.get(index);
  }

  /** When it came. */
  public long observedAt(int index) {
    return observedAt.get(index);
  }
}
