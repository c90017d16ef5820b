package dev.pushpull.sut.http;

import dev.pushpull.sut.clock.NanoClock;

/** Whether a client may publish now: a bound on how often all of them may. Safe from any thread. */
final class PublishRateLimiter {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final DataLimits limits;
  private final NanoClock clock;
  private long secondStartNanos; // guarded by this
  private int thisSecond; // guarded by this

  PublishRateLimiter(DataLimits limits, NanoClock clock) {
    this.limits = limits;
    this.clock = clock;
    this.secondStartNanos = clock.nanoTime();
  }

  /** Counts one more; false beyond the bound. */
  synchronized boolean tryAcquire() {
    long now = clock.nanoTime();
    if (now - secondStartNanos >= SECOND_NANOS) {
      secondStartNanos = now;
      thisSecond = 0;
    }
    if (thisSecond >= limits.maxPublishesPerSecond()) {
      return false;
    }
    thisSecond++;
    return true;
  }
}
