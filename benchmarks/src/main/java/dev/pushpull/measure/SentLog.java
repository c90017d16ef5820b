package dev.pushpull.measure;

/**
 * When one member of a room sent its messages, in their order; the first is number 1. Written by
 * one thread at a time; any thread may read what has come so far.
 */
public final class SentLog {

  private final LongLog dueAt = new LongLog();
  private final LongLog sentAt = new LongLog();

  /**
   * A message was sent.
   *
   * @param dueNanos when it was due by the arrival process
   */
  public void add(long dueNanos, long sentNanos) {
    dueAt.add(dueNanos);
    sentAt.add(sentNanos);
  }

  /** How many messages. */
  public int size() {
    return sentAt.size(); // appended last
  }

  /** When a message was due; numbered from 1. */
  public long dueAt(int sequence) {
    return dueAt.get(sequence - 1);
  }

  /** When a message was sent; numbered from 1. */
  public long sentAt(int sequence) {
    return sentAt.get(sequence - 1);
  }

  /** The first message sent at or after an instant; {@code size() + 1} if none. */
  public int firstAtOrAfter(long nanos) {
    return Math.min(sentAt.firstAtLeast(nanos), size()) + 1;
  }
}
