package dev.pushpull.operation.wire;

import dev.pushpull.engine.EventParser;
import java.io.IOException;

/**
 * Server-sent events in chunks (RFC 9112, section 7.1), after a 200. One call reads one chunk; an
 * incomplete event is kept until the chunk that completes it.
 */
public final class EventReader extends WireReader {

  private final EventParser events = new EventParser();

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
    events.read(bytes, start, end, receiver::update);
    return end + 2 - from;
  }
}
