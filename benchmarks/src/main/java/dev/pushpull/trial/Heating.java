package dev.pushpull.trial;

import java.util.concurrent.TimeUnit;

/**
 * What comes before the subscribers: how long both JVMs are run hot, and how long the server's cost
 * without subscribers is read.
 */
record Heating(long burnNanos, long baselineNanos) {

  /** Long enough for the compilers to have done most of their work. */
  static final Heating USUAL =
      new Heating(TimeUnit.MILLISECONDS.toNanos(2_000), TimeUnit.MILLISECONDS.toNanos(300));
}
