package dev.pushpull.operation.wire;

import java.io.IOException;

/** Responses to long polls: 200 with an update, or 304 when the wait is over. */
public final class AnswerReader extends WireReader {

  /** For one connection, from its first byte on. */
  public AnswerReader() {
    super(NO_STREAM);
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
    int length = contentLength(bytes, from, headEnd);
    if (length < 0) {
      throw new IOException("a response has no Content-Length");
    }
    int end = headEnd + length;
    if (end > to) {
      return 0;
    }
    receiver.update(bytes, headEnd, end);
    return end - from;
  }
}
