package dev.pushpull.suite.op;

import java.io.IOException;

/** Reads pushed messages from a raw connection, only finding where each ends. */
final class RawMessages {

  private static final int OPCODE = 0x0F;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** An empty pong, masked with zeros. */
  private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

  private RawMessages() {}

  /** Reads frames up to a text message's, and returns the length of its payload. */
  static int awaitText(RawLink link) throws IOException {
    while (true) {
      link.require(2);
      int opcode = link.buffer[link.start] & OPCODE;
      int length = frameLength(link);
      link.skip(length);
      switch (opcode) {
        case TEXT -> {
          return length;
        }
        case PING -> link.write(PONG, PONG.length);
        case CLOSE -> throw new IOException("the server closed the WebSocket");
        default -> throw new IOException("a frame has the unexpected opcode " + opcode);
      }
    }
  }

  /** Consumes a frame's head. */
  private static int frameLength(RawLink link) throws IOException {
    int length = link.buffer[link.start + 1] & 0x7F;
    if (length < 126) {
      link.skip(2);
      return length;
    }
    if (length == 127) {
      throw new IOException("a frame is longer than 65,535 bytes");
    }
    link.require(4);
    int longer = ((link.buffer[link.start + 2] & 0xFF) << 8) | (link.buffer[link.start + 3] & 0xFF);
    link.skip(4);
    return longer;
  }

  /**
   * Reads up to the blank line that ends an event, and skips comments; the lines of the chunked
   * coding need no special care, since none of them is blank.
   */
  static void awaitEvent(RawLink link) throws IOException {
    int at = link.start;
    while (true) {
      for (; at + 1 < link.end; at++) {
        if (link.buffer[at] == '\n' && link.buffer[at + 1] == '\n') {
          boolean comment = at > link.start && link.buffer[at - 1] == ':';
          link.start = at + 2;
          at++;
          if (!comment) {
            return;
          }
        }
      }
      int seen = at - link.start;
      link.fill();
      at = link.start + Math.max(0, seen);
    }
  }
}
