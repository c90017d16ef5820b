package dev.pushpull.suite.op;

import java.io.IOException;

/** WebSocket frames (RFC 6455, section 5.2), after a 101; each message is one frame. */
final class FrameReader extends WireReader {

  private static final int WHOLE_TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int LONGEST_CONTROL = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  @Override
  boolean opens(byte[] bytes, int from, int end) throws IOException {
    expect(101, bytes, from);
    return true;
  }

  @Override
  int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    int headBytes = headBytes(bytes, from, to);
    if (headBytes == 0) {
      return 0;
    }
    int start = from + headBytes;
    int end = start + payloadBytes(bytes, from);
    if (end > to) {
      return 0;
    }
    switch (bytes[from] & 0xFF) {
      case WHOLE_TEXT -> receiver.update(bytes, start, end);
      case PING -> receiver.reply(pong(bytes, start, end));
      case PONG -> {}
      default ->
          throw new IOException(
              "expected a text frame or a ping, but a frame begins with 0x%02x"
                  .formatted(bytes[from] & 0xFF));
    }
    return end - from;
  }

  /** 2 or 4; 0 if it is incomplete. */
  static int headBytes(byte[] bytes, int from, int to) throws IOException {
    if (to - from < 2) {
      return 0;
    }
    int length = bytes[from + 1] & 0xFF;
    if (length >= EIGHT_BYTES) {
      throw new IOException("a frame is masked or longer than 65535 bytes");
    }
    int head = length == TWO_BYTES ? 4 : 2;
    return to - from < head ? 0 : head;
  }

  private static int payloadBytes(byte[] bytes, int from) {
    int length = bytes[from + 1];
    return length == TWO_BYTES ? (bytes[from + 2] & 0xFF) << 8 | (bytes[from + 3] & 0xFF) : length;
  }

  /** Masked with 0, so that the payload stays as it is. */
  private static byte[] pong(byte[] bytes, int start, int end) throws IOException {
    int length = end - start;
    if (length > LONGEST_CONTROL) {
      throw new IOException("a ping is longer than 125 bytes");
    }
    byte[] pong = new byte[2 + MASK_BYTES + length];
    pong[0] = (byte) PONG;
    pong[1] = (byte) (MASKED | length);
    System.arraycopy(bytes, start, pong, 2 + MASK_BYTES, length);
    return pong;
  }
}
