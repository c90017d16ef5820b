package dev.pushpull.engine.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;

/** What Netty throws, in the words in which the other engines say it. */
final class Failures {

  private Failures() {}

  /** As an I/O failure without the name of the system call that noticed it. */
  static IOException of(Throwable thrown) {
    Throwable cause =
        thrown instanceof DecoderException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String message = String.valueOf(cause.getMessage());
    int system = message.lastIndexOf("): ");
    if (cause.getClass().getName().contains("NativeIoException") && system >= 0) {
      return new IOException(message.substring(system + 3), thrown);
    }
    return cause instanceof IOException io ? io : new IOException(message, thrown);
  }

  /** What a request fails with that is not answered in time. */
  static IOException timeout() {
    return new IOException("timeout");
  }
}
