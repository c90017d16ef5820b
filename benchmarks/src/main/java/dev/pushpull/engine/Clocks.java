package dev.pushpull.engine;

import java.util.concurrent.locks.LockSupport;

/** Waiting on the monotonic clock. */
public final class Clocks {

  private Clocks() {}

  /** Returns at an instant of {@code System.nanoTime()}, at once if it is over. */
  public static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
