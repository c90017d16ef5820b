package dev.pushpull.trial;

import java.util.concurrent.TimeUnit;

/** How long both JVMs are run hot before anything is measured. */
final class Heat {

  /** About 2 s; a test that asserts nothing about CPU or latency may shorten it by a property. */
  static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(Long.getLong("pushpull.burnInMillis", 2_000));

  private Heat() {}
}
