package dev.pushpull.engine.browser;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads messages that a NUL byte ends each, as the DevTools pipe has them. Used by one thread. */
final class PipeReader {

  private final BufferedInputStream in;

  PipeReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * The next message without its NUL; empty at the end.
   *
   * @throws IOException if the end comes within a message
   */
  Optional<byte[]> next() throws IOException {
    var message = new ByteArrayOutputStream();
    int next = in.read();
    while (next > 0) {
      message.write(next);
      next = in.read();
    }
    if (next < 0 && message.size() > 0) {
      throw new IOException("the pipe ended within a message");
    }
    return next < 0 ? Optional.empty() : Optional.of(message.toByteArray());
  }
}
