package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when the test says so. */
final class FakeClock implements NanoClock {

  private final AtomicLong nanos = new AtomicLong(1_000);

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  void advance(long byNanos) {
    nanos.addAndGet(byNanos);
  }
}
