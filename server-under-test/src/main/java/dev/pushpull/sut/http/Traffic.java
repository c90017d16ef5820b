package dev.pushpull.sut.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What was sent to listeners since the server's start. Safe from any thread. */
public final class Traffic {

  private final LongAdder updatesSent = new LongAdder();
  private final LongAdder conflated = new LongAdder();
  private final LongAdder closedBehind = new LongAdder();
  private final AtomicInteger parked = new AtomicInteger();

  void updateSent() {
    updatesSent.increment();
  }

  void updatesSent(int updates) {
    updatesSent.add(updates);
  }

  void fellBehind() {
    closedBehind.increment();
  }

  void conflated(long versions) {
    conflated.add(versions);
  }

  boolean park(int most) {
    if (parked.incrementAndGet() <= most) {
      return true;
    }
    parked.decrementAndGet();
    return false;
  }

  void unpark() {
    parked.decrementAndGet();
  }

  /**
   * Updates sent, whatever the way, once handed to the socket to their end: one for each message,
   * and each of those that a log feed's document lists.
   */
  public long updatesSent() {
    return updatesSent.sum();
  }

  /**
   * Versions that pushed streams left out: for each stream, what lies between one version sent and
   * the next.
   */
  public long conflated() {
    return conflated.sum();
  }

  /** Streams of log feeds that were ended since what they had to send next was kept no longer. */
  public long closedBehind() {
    return closedBehind.sum();
  }

  /** Long polls that wait now. */
  public int parked() {
    return parked.get();
  }
}
