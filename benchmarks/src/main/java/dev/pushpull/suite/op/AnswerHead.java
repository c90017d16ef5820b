package dev.pushpull.suite.op;

import java.nio.charset.StandardCharsets;

/** Reads the head of an HTTP/1.1 answer where it stands in a buffer; nothing is allocated. */
final class AnswerHead {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
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
    for (int i = from; i < headEnd; i++) {
      if (bytes[i] == '\n' && isLength(bytes, i + 1, headEnd)) {
        return number(bytes, i + 1 + LENGTH.length);
      }
    }
    return -1;
  }

  private static boolean isLength(byte[] bytes, int at, int headEnd) {
    if (at + LENGTH.length >= headEnd) {
      return false;
    }
    for (int i = 0; i < LENGTH.length; i++) {
      if ((bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int at) {
    int i = at;
    while (bytes[i] == ' ') {
      i++;
    }
    int number = 0;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }
}
