package dev.pushpull.engine.netty;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
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
    if (cause instanceof NotSslRecordException) { // Its message is all that came.
      return new IOException("Unsupported or unrecognized SSL message", thrown);
    }
    String message = String.valueOf(cause.getMessage());
    int system = message.lastIndexOf("): ");
    if (cause instanceof IOException && message.contains("(..) failed") && system >= 0) {
      return new IOException(message.substring(system + 3).replace(" by peer", ""), thrown);
    }
    return cause instanceof IOException io ? io : new IOException(message, thrown);
  }

  /**
   * Why there is no connection; that nobody listens goes without saying, as by OkHttp.
   *
   * @param what was tried
   */
  static IOException ofConnect(String what, Throwable thrown) {
    String why = String.valueOf(of(thrown).getMessage()).replaceFirst(": \\S*/\\S+$", "");
    return new IOException(why.contains("refused") ? what : what + ": " + why, thrown);
  }

  /** What a request fails with that is not answered in time. */
  static IOException timeout() {
    return new IOException("timeout");
  }
}
