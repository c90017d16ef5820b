package dev.pushpull.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of one subscriber over all its sockets. Safe from any thread. */
public final class ByteCounter {

  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  public void addUp(long bytes) {
    up.addAndGet(bytes);
  }

  public void addDown(long bytes) {
    down.addAndGet(bytes);
  }

  /** All bytes so far. */
  public ByteCounts total() {
    return new ByteCounts(up.get(), down.get());
  }
}
