package dev.pushpull.operation.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Server-sent events in chunks (RFC 9112, section 7.1), after a 200. One call reads one chunk; an
 * incomplete event is kept until the chunk that completes it.
 */
public final class EventReader extends WireReader {

  private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

  /** For one connection, from its first byte on. */
  public EventReader() {
    super(200);
  }

  @Override
  int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    int at = from;
    int length = 0;
    while (at < to && bytes[at] != '\r') {
      length = length << 4 | Math.max(0, Character.digit(bytes[at], 16));
      at++;
    }
    int start = at + 2;
    int end = start + length;
    if (end + 2 > to) {
      return 0;
    }
    if (length == 0) {
      throw new IOException("the server ended the event stream");
    }
    chunk(bytes, start, end, receiver);
    return end + 2 - from;
  }

  private void chunk(byte[] bytes, int start, int end, Receiver receiver) throws IOException {
    boolean whole = bytes[end - 1] == '\n' && end - start > 1 && bytes[end - 2] == '\n';
    if (whole && begun.size() == 0) {
      events(bytes, start, end, receiver);
      return;
    }
    begun.write(bytes, start, end - start);
    byte[] text = begun.toByteArray();
    if (text[text.length - 1] == '\n' && text.length > 1 && text[text.length - 2] == '\n') {
      begun.reset();
      events(text, 0, text.length, receiver);
    }
  }

  /** Events and comments, each ended by an empty line. */
  private static void events(byte[] bytes, int start, int end, Receiver receiver)
      throws IOException {
    int from = start;
    for (int i = start + 1; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
        if (bytes[from] != ':') {
          receiver.update(bytes, from, i);
        }
        from = i + 1;
      }
    }
  }
}
