package dev.pushpull.console;

import org.jspecify.annotations.Nullable;

/** The command was right, but could not run; the message says why and what to do. */
public final class CouldNotRunException extends Exception {

  /** Says why and what to do. */
  public CouldNotRunException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
