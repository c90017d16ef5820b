package dev.pushpull.launch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The control listener refused, did not answer, or said something else than expected. */
public final class ControlException extends IOException {

  /** Says which call, what was expected and what came. */
  public ControlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
