package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * Messages sent inside windows, each followed to each member of its room until it was received or
 * the drain was over. Not safe for use by several threads.
 */
public final class ChatMeter extends Meter {

  /** From sending to having been received and decoded, for each (message, member) pair. */
  public final Samples latency = part(new Samples());

  /** The same from when the message was due. */
  public final Samples corrected = part(new Samples());

  /** The pairs where the member is the sender. */
  public final Samples echo = part(new Samples());

  /** Sending less due instant, once for each message. */
  public final Samples senderLag = part(new Samples());

  /** Pairs whose message was received before the drain's end. */
  public final Counter delivered = part(new Counter());

  /** Pairs whose message was not. */
  public final Counter undelivered = part(new Counter());

  /** Adds what a sender sent: how late that was. */
  public void addSent(SentLog sent, Window window) {
    int end = sent.firstAtOrAfter(window.endNanos());
    for (int i = sent.firstAtOrAfter(window.startNanos()); i < end; i++) {
      senderLag.add(sent.sentAt(i) - sent.dueAt(i));
    }
  }

  /**
   * Adds one receiver of one sender.
   *
   * @param sender its number in the receiver's log
   * @param own whether both are the same member
   */
  public void add(MessageLog log, int sender, SentLog sent, boolean own, Window window) {
    int end = sent.firstAtOrAfter(window.endNanos());
    for (int i = sent.firstAtOrAfter(window.startNanos()); i < end; i++) {
      long observed = log.observedAt(sender, i);
      boolean seen = observed <= window.drainEndNanos();
      long until = seen ? observed : window.drainEndNanos();
      (seen ? delivered : undelivered).add(1);
      add(latency, until - sent.sentAt(i), seen);
      add(corrected, until - sent.dueAt(i), seen);
      if (own) {
        add(echo, until - sent.sentAt(i), seen);
      }
    }
  }

  private static void add(Samples samples, long nanos, boolean seen) {
    if (seen) {
      samples.add(nanos);
    } else {
      samples.addAtLeast(nanos);
    }
  }

  /** Messages sent in the windows. */
  public long sent() {
    return senderLag.count() + senderLag.outOfRange();
  }
}
