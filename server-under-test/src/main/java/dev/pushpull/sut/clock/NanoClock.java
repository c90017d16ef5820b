package dev.pushpull.sut.clock;

/**
 * A monotonic clock for measuring. Its origin is arbitrary: only differences mean anything, and
 * only within one host and one time namespace. Wall time is never measured with, it only labels.
 */
@FunctionalInterface
public interface NanoClock {

  /** The clock that the running JVM measures with, {@link System#nanoTime()}. */
  NanoClock SYSTEM = System::nanoTime;

  /** Now, in nanoseconds since an arbitrary origin. Safe from any thread. */
  long nanoTime();
}
