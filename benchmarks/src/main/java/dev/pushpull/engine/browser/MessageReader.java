package dev.pushpull.engine.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads messages that a NUL byte ends each, as the DevTools pipe has them. Used by one thread. */
final class MessageReader {

  private static final int BUFFER_BYTES = 65_536;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  MessageReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next message without its NUL; empty at the end.
   *
   * @throws IOException if the end comes within a message
   */
  Optional<byte[]> next() throws IOException {
    var message = new ByteArrayOutputStream();
    while (true) {
      int from = position;
      while (position < limit && buffer[position] != 0) {
        position++;
      }
      message.write(buffer, from, position - from);
      if (position < limit) {
        position++;
        return Optional.of(message.toByteArray());
      }
      position = 0;
      limit = Math.max(0, in.read(buffer));
      if (limit == 0) {
        return ended(message);
      }
    }
  }

  private static Optional<byte[]> ended(ByteArrayOutputStream message) throws IOException {
    if (message.size() > 0) {
      throw new IOException("the pipe ended within a message");
    }
    return Optional.empty();
  }
}
