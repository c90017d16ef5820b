package dev.pushpull.trial;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server is gone before the trial was over. */
final class ServerDiedException extends IOException {

  ServerDiedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
