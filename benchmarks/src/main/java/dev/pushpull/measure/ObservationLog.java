package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * What one subscriber saw. Written by one thread at a time, as the messages come; any thread may
 * read the fresh messages that have come so far, but the other counts only once all is over.
 */
public final class ObservationLog {

  private final LongLog versions = new LongLog();
  private final LongLog observedAt = new LongLog();
  private final LongLog publishedAt = new LongLog();
  private final LongLog checksums = new LongLog();
  private final LongLog duplicatesAt = new LongLog();

  /** All messages, fresh or not. */
  public final Counter messages = new Counter();

  /** Messages whose version was older than the one held. */
  public final Counter fallen = new Counter();

  private long altered;
  private volatile long held;

  /**
   * A message that carried an update.
   *
   * @param publishedAtNanos as the message says it, on the client's clock
   */
  public void add(long version, long observedNanos, long publishedAtNanos, long payloadChecksum) {
    messages.add(1);
    long newest = held;
    if (version > newest) {
      versions.add(version);
      observedAt.add(observedNanos);
      publishedAt.add(publishedAtNanos);
      checksums.add(payloadChecksum);
      held = version; // written by one thread at a time
    } else if (version == newest) {
      duplicatesAt.add(observedNanos);
      int last = size() - 1;
      if (publishedAt.get(last) != publishedAtNanos || checksums.get(last) != payloadChecksum) {
        altered++;
      }
    } else {
      fallen.add(1);
    }
  }

  /** The newest version held, 0 before the first. */
  public long held() {
    return held;
  }

  /** How many messages brought a version that was not held. */
  public int size() {
    return checksums.size(); // appended last
  }

  /** The version that the {@code index}-th fresh message brought. */
  public long version(int index) {
    return versions.get(index);
  }

  /** When it was seen. */
  public long observedAt(int index) {
    return observedAt.get(index);
  }

  /** Messages inside the window with the version that was already held. */
  public int duplicatesIn(Window window) {
    return duplicatesAt.countIn(window);
  }

  /** Fresh messages seen inside the window. */
  public int freshIn(Window window) {
    return observedAt.countIn(window);
  }

  /** Index of the first fresh message with a version at or above one; {@link #size} if none. */
  public int firstWithVersion(long version) {
    return Math.min(versions.firstAtLeast(version), size());
  }

  /** Index of the first fresh message seen at or after an instant. */
  public int firstAtOrAfter(long nanos) {
    return observedAt.firstAtLeast(nanos);
  }

  /** How many messages differ from what the feed's log says they should be. */
  public long differing(PublishLog log) {
    long differing = altered;
    for (int i = 0; i < size(); i++) {
      long version = versions.get(i);
      if (version > log.newest()
          || publishedAt.get(i) != log.publishedAt(version)
          || checksums.get(i) != log.checksum(version)) {
        differing++;
      }
    }
    return differing;
  }
}
