package dev.pushpull.engine.thread;

/**
 * How long to wait after a failure: 100 ms, doubled each time up to 1 s, until a success. Used by
 * one thread at a time.
 */
public final class Backoff {

  private static final long FIRST_NANOS = 100_000_000L;
  private static final long LONGEST_NANOS = 1_000_000_000L;

  private long nextNanos = FIRST_NANOS;

  /** The wait after one more failure, in ns. */
  public long nextNanos() {
    long wait = nextNanos;
    nextNanos = Math.min(2 * nextNanos, LONGEST_NANOS);
    return wait;
  }

  /** It worked: the next failure waits the shortest time again. */
  public void reset() {
    nextNanos = FIRST_NANOS;
  }
}
