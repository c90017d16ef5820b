package dev.pushpull.target.external;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Whether a server lets long polls wait. One that does not would be asked again and again without a
 * pause, so its answers are failures, after which engines wait. Used by one thread at a time.
 */
final class LongPollWaits {

  private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MAX_QUICK = 3;
  private static final int MAX_PER_SECOND = 200;

  private boolean waiting;
  private long askedNanos;
  private int quick; // answers in a row that came at once and brought nothing
  private long secondNanos = System.nanoTime();
  private int inSecond;

  /** The server is asked. */
  void asked() {
    waiting = true;
    askedNanos = System.nanoTime();
  }

  /**
   * It answered; does nothing if it was not asked to wait.
   *
   * @param changed whether it brought something new
   * @throws IOException if it does not wait
   */
  void answered(boolean changed) throws IOException {
    if (!waiting) {
      return;
    }
    waiting = false;
    long now = System.nanoTime();
    quick = changed || now - askedNanos > QUICK_NANOS ? 0 : quick + 1;
    if (quick > MAX_QUICK) {
      throw new IOException(
          "%d long polls in a row were answered within %d ms with nothing new: the server does not wait for updates"
              .formatted(quick, TimeUnit.NANOSECONDS.toMillis(QUICK_NANOS)));
    }
    if (now - secondNanos > TimeUnit.SECONDS.toNanos(1)) {
      secondNanos = now;
      inSecond = 0;
    }
    if (++inSecond > MAX_PER_SECOND) {
      throw new IOException(
          "more than %d long polls were answered within 1 s, each with another version"
              .formatted(MAX_PER_SECOND));
    }
  }
}
