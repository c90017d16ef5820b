package dev.pushpull.sut.feed;

import java.util.concurrent.atomic.AtomicLong;

/** How many log entries all feeds together may hold: 20 bytes each. Safe from any thread. */
final class LogBudget {

  private final AtomicLong left;

  LogBudget(long entries) {
    left = new AtomicLong(entries);
  }

  boolean take() {
    if (left.getAndDecrement() > 0) {
      return true;
    }
    left.incrementAndGet();
    return false;
  }

  void giveBack(long entries) {
    left.addAndGet(entries);
  }
}
