package dev.pushpull.suite.op;

import java.io.Closeable;
import java.io.IOException;

/**
 * Minimal HTTP/1.1: requests are prepared bytes; of a response only the status and {@code
 * Content-Length} are read, and its body is skipped. Nothing is allocated. One thread.
 */
final class RawHttp implements Closeable {

  private final RawLink link;

  RawHttp(RawLink link) {
    this.link = link;
  }

  /** Connects. */
  static RawHttp open(OperationServer server) throws IOException {
    return new RawHttp(RawLink.open(server));
  }

  /** The connection, to continue with another protocol. */
  RawLink link() {
    return link;
  }

  /** Sends a request. */
  void send(byte[] request) throws IOException {
    link.write(request, request.length);
  }

  /** Reads a response to its end and returns its status. */
  int readAnswer() throws IOException {
    int headEnd = awaitHead();
    int status = AnswerHead.status(link.buffer, link.start);
    int body = AnswerHead.contentLength(link.buffer, link.start, headEnd);
    link.start = headEnd;
    link.skip(Math.max(0, body));
    return status;
  }

  /** Reads a response's head and returns its status; the rest stays unread. */
  int readHead() throws IOException {
    int headEnd = awaitHead();
    int status = AnswerHead.status(link.buffer, link.start);
    link.start = headEnd;
    return status;
  }

  /** Waits for the head; returns where it ends in the buffer. */
  private int awaitHead() throws IOException {
    int headEnd = AnswerHead.end(link.buffer, link.start, link.end);
    while (headEnd < 0) {
      link.fill();
      headEnd = AnswerHead.end(link.buffer, link.start, link.end);
    }
    return headEnd;
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
