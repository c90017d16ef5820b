package dev.pushpull.cli;

import dev.pushpull.sut.text.Reason;
import org.jspecify.annotations.Nullable;

/** The command was right, but could not run; the message says why and what to do. */
final class CouldNotRunException extends Exception {

  CouldNotRunException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For a failure that says why itself. */
  static CouldNotRunException because(Exception failure) {
    return new CouldNotRunException(Reason.withFile(failure), failure);
  }
}
