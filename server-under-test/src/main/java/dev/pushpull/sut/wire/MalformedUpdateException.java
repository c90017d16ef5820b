package dev.pushpull.sut.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not the JSON form of an {@link Update}. */
public final class MalformedUpdateException extends IOException {

  /** Says what was expected and what came. */
  public MalformedUpdateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
