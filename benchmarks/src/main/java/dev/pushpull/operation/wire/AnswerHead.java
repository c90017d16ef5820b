package dev.pushpull.operation.wire;

import java.nio.charset.StandardCharsets;

/** Reads the head of an HTTP/1.1 answer where it stands in a buffer; nothing is allocated. */
final class AnswerHead {

  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = 9;

  private AnswerHead() {}

  /** After the empty line that ends a head; −1 if it is incomplete. */
  static int end(byte[] bytes, int from, int to) {
    for (int i = from + 3; i < to; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The status. */
  static int status(byte[] bytes, int from) {
    int at = from + STATUS_AT;
    return (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
  }

  /** How long the body is; −1 where that is not told, as in a 304. */
  static int contentLength(byte[] bytes, int from, int headEnd) {
    int at = WireReader.find(LENGTH, bytes, from, headEnd);
    return at < 0 ? -1 : (int) WireReader.number(bytes, at + LENGTH.length, headEnd);
  }
}
