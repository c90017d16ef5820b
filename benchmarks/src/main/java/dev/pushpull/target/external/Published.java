package dev.pushpull.target.external;

import java.util.Optional;

/**
 * What became of publishing an update.
 *
 * @param sentNanos {@code System.nanoTime()} just before it was sent
 * @param answeredNanos the same when its answer was there; {@link #NO_ANSWER} for a message
 * @param id the number of its version, if the answer said which it is; else 0
 * @param failure why it was not accepted, in one line without secrets
 */
public record Published(long sentNanos, long answeredNanos, long id, Optional<String> failure) {

  /** When a message is answered. */
  public static final long NO_ANSWER = Long.MAX_VALUE;

  /** Whether the server took it; a message is taken once it is sent. */
  public boolean accepted() {
    return failure.isEmpty();
  }
}
