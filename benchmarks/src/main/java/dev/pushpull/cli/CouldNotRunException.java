package dev.pushpull.cli;

import org.jspecify.annotations.Nullable;

/** The command was right, but could not run; the message says why and what to do. */
final class CouldNotRunException extends Exception {

  CouldNotRunException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
