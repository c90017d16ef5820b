package dev.pushpull.sut.feed;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest updates of a log feed, in a ring that is written under the feed's lock and read
 * without one. Bounded in count by the feed's {@code retain}, and in the bytes that they hold: the
 * oldest go first, the newest always stays.
 *
 * <p>A reader finds each version in the one slot that is its own, and knows by the version there
 * whether a newer one has taken its place. What {@link Feed#newest()} shows is in the ring before.
 */
public final class KeptUpdates {

  /** What one feed's kept updates hold at most, the newest apart: 64 MiB. */
  public static final long MAX_BYTES = 64L << 20;

  private final AtomicReferenceArray<PublishedUpdate> ring;
  private final long maxBytes;
  private volatile long oldest = 1; // written under the feed's lock
  private long bytes; // guarded by the feed's lock

  KeptUpdates(int most, long maxBytes) {
    this.ring = new AtomicReferenceArray<>(most);
    this.maxBytes = maxBytes;
  }

  /** Adds the next version; guarded by the feed's lock. */
  void append(PublishedUpdate update) {
    long version = update.version();
    bytes += update.heldBytes();
    while (version - oldest >= ring.length() || (bytes > maxBytes && oldest < version)) {
      dropOldest();
    }
    ring.set(slot(version), update);
  }

  private void dropOldest() {
    long dropped = oldest;
    oldest = dropped + 1;
    bytes -= ring.getAndSet(slot(dropped), null).heldBytes();
  }

  /** The oldest version that is kept; rises. */
  public long oldest() {
    return oldest;
  }

  /** A version; empty if it is kept no longer, or is not there yet. */
  public Optional<PublishedUpdate> find(long version) {
    PublishedUpdate found = ring.get(slot(version));
    return found != null && found.version() == version ? Optional.of(found) : Optional.empty();
  }

  private int slot(long version) {
    return (int) (version % ring.length());
  }
}
