package dev.pushpull.run;

import org.jspecify.annotations.Nullable;

/** A run's folder cannot be used as asked; the message says why and what to do. */
public final class RunDirectoryException extends Exception {

  /** Says why and what to do. */
  public RunDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Says why and what to do. */
  public RunDirectoryException(String message) {
    this(message, null);
  }
}
