package dev.pushpull.sut.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was sent to listeners since the server's start. Safe from any thread.
 *
 * @param updatesSent updates sent, whatever the way, once handed to the socket to their end: one
 *     for each message, and each of those that a log feed's document lists
 * @param conflated versions that pushed streams left out: for each stream, what lies between one
 *     version sent and the next
 * @param closedBehind streams of log feeds that were ended since what they had to send next was
 *     kept no longer
 * @param parked long polls that wait now
 * @param everParked long polls that had to wait, those that wait now among them
 */
public record Traffic(
    LongAdder updatesSent,
    LongAdder conflated,
    LongAdder closedBehind,
    AtomicInteger parked,
    LongAdder everParked) {

  /** Nothing sent yet. */
  public Traffic() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new AtomicInteger(), new LongAdder());
  }

  /** Counts a long poll that begins to wait; false if as many wait as may. */
  boolean park(int max) {
    if (parked.incrementAndGet() <= max) {
      everParked.increment();
      return true;
    }
    unpark();
    return false;
  }

  void unpark() {
    parked.decrementAndGet();
  }
}
