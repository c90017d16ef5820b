package dev.pushpull.suite.op;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Responses to long polls: 200 with an update, or 304 when the wait is over. */
final class AnswerReader extends WireReader {

  private static final byte[] LENGTH = "\nContent-Length: ".getBytes(StandardCharsets.US_ASCII);

  @Override
  boolean opens(byte[] bytes, int from, int end) {
    return false;
  }

  @Override
  int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    int headEnd = headEnd(bytes, from, to);
    if (headEnd < 0) {
      return 0;
    }
    if (status(bytes, from) == 304) {
      receiver.waitOver();
      return headEnd - from;
    }
    expect(200, bytes, from);
    int end = headEnd + contentLength(bytes, from, headEnd);
    if (end > to) {
      return 0;
    }
    receiver.update(version(bytes, headEnd, end));
    return end - from;
  }

  private static int contentLength(byte[] bytes, int from, int headEnd) throws IOException {
    int at = find(LENGTH, bytes, from, headEnd);
    if (at < 0) {
      throw new IOException("a response has no Content-Length");
    }
    int length = 0;
    for (int i = at + LENGTH.length; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      length = length * 10 + bytes[i] - '0';
    }
    return length;
  }
}
