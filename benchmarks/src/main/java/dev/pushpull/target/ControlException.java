package dev.pushpull.target;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The control listener refused, did not answer, or said something else than expected. */
public final class ControlException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /** Says which call, what was expected and what came. */
  public ControlException(String message, @Nullable Throwable cause) {
    this(message, cause, 0);
  }

  /** The same of an answer with this status. */
  ControlException(String message, @Nullable Throwable cause, int status) {
    super(message, cause);
    this.status = status;
  }

  /** The status of the answer; 0 if none came. */
  int status() {
    return status;
  }
}
