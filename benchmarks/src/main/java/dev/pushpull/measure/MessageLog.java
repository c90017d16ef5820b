package dev.pushpull.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one member of a room received of each sender: every message once, each sender's in the order
 * of their sending, the room's in the order of their versions. What breaks one of these rules is
 * counted. Written by one thread at a time; any thread may read when messages were received, but
 * the counts only once all is over.
 */
public final class MessageLog {

  /** Stands for a message that has not come. */
  public static final long NEVER = Long.MAX_VALUE;

  private final Map<Integer, LongLog> observedAt = new ConcurrentHashMap<>();
  private final AtomicLong received = new AtomicLong();
  private long lastVersion;

  /** Messages that had been received before. */
  public final Counter duplicated = new Counter();

  /** Messages that came after a later one. */
  public final Counter reordered = new Counter();

  /** Updates whose version was not the one after the last. */
  public final Counter unfollowing = new Counter();

  /** Updates that are no messages, the log's first left out. */
  public final Counter foreign = new Counter();

  /**
   * The room's log begins, or something came that is no message.
   *
   * @param version that it has
   */
  public void addOther(long version) {
    foreign.add(version == 1 ? 0 : 1);
    follow(version);
  }

  /**
   * A message came.
   *
   * @param sequence the sender's, from 1
   */
  public void add(long version, int sender, int sequence, long observedNanos) {
    LongLog ofSender = observedAt.computeIfAbsent(sender, _ -> new LongLog());
    boolean later = version > lastVersion;
    follow(version);
    if (sequence > ofSender.size()) {
      while (ofSender.size() < sequence - 1) {
        ofSender.add(NEVER);
      }
      reordered.add(later ? 0 : 1);
      ofSender.add(observedNanos);
      received.incrementAndGet();
    } else if (ofSender.get(sequence - 1) == NEVER) {
      reordered.add(1);
      ofSender.set(sequence - 1, observedNanos);
      received.incrementAndGet();
    } else {
      duplicated.add(1);
    }
  }

  private void follow(long version) {
    unfollowing.add(version == lastVersion + 1 ? 0 : 1);
    lastVersion = Math.max(lastVersion, version);
  }

  /** When a sender's message was received, from 1; {@link #NEVER} if it was not. */
  public long observedAt(int sender, int sequence) {
    LongLog ofSender = observedAt.get(sender);
    return ofSender == null || sequence > ofSender.size() ? NEVER : ofSender.get(sequence - 1);
  }

  /** Whether a sender's message, or a later one of its, was received. */
  public boolean reaches(int sender, int sequence) {
    LongLog ofSender = observedAt.get(sender);
    return ofSender != null && ofSender.size() >= sequence;
  }

  /** How many messages were received, each counted once, those after a later one included. */
  public long received() {
    return received.get();
  }
}
