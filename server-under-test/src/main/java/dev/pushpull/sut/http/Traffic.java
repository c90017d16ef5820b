package dev.pushpull.sut.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What was sent to listeners since the server's start. Safe from any thread. */
public final class Traffic {

  private final LongAdder updatesSent = new LongAdder();
  private final LongAdder conflated = new LongAdder();
  private final AtomicInteger parked = new AtomicInteger();
  private final LongAdder everParked = new LongAdder();

  void updateSent() {
    updatesSent.increment();
  }

  void conflated(long versions) {
    conflated.add(versions);
  }

  boolean park(int most) {
    if (parked.incrementAndGet() <= most) {
      everParked.increment();
      return true;
    }
    parked.decrementAndGet();
    return false;
  }

  void unpark() {
    parked.decrementAndGet();
  }

  /** Messages that carried an update, whatever the way, once handed to the socket to their end. */
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

  /** Long polls that wait now. */
  public int parked() {
    return parked.get();
  }

  /** Long polls that had to wait, those that wait now among them. */
  public long everParked() {
    return everParked.sum();
  }
}
