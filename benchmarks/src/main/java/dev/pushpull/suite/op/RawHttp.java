package dev.pushpull.suite.op;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Minimal HTTP/1.1: requests are prepared bytes; of a response only the status and {@code
 * Content-Length} are read, and its body is skipped. Nothing is allocated. One thread.
 */
final class RawHttp implements Closeable {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = 9;

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
    int status = status();
    int body = contentLength(headEnd);
    link.start = headEnd;
    link.skip(body);
    return status;
  }

  /** Reads a response's head and returns its status; the rest stays unread. */
  int readHead() throws IOException {
    int headEnd = awaitHead();
    int status = status();
    link.start = headEnd;
    return status;
  }

  /** Waits for the head; returns where it ends in the buffer. */
  private int awaitHead() throws IOException {
    int seen = 0;
    while (true) {
      byte[] bytes = link.buffer;
      for (int i = link.start + Math.max(0, seen - 3); i + 3 < link.end; i++) {
        if (bytes[i] == '\r'
            && bytes[i + 1] == '\n'
            && bytes[i + 2] == '\r'
            && bytes[i + 3] == '\n') {
          return i + 4;
        }
      }
      seen = link.end - link.start;
      link.fill();
    }
  }

  private int status() {
    int at = link.start + STATUS_AT;
    byte[] bytes = link.buffer;
    return (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
  }

  /** 0 where there is none, as in a 304. */
  private int contentLength(int headEnd) {
    for (int i = link.start; i < headEnd; i++) {
      if (link.buffer[i] == '\n' && isLength(i + 1, headEnd)) {
        return number(i + 1 + LENGTH.length);
      }
    }
    return 0;
  }

  private boolean isLength(int at, int headEnd) {
    if (at + LENGTH.length >= headEnd) {
      return false;
    }
    for (int i = 0; i < LENGTH.length; i++) {
      if ((link.buffer[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private int number(int at) {
    int i = at;
    while (link.buffer[i] == ' ') {
      i++;
    }
    int number = 0;
    for (; link.buffer[i] >= '0' && link.buffer[i] <= '9'; i++) {
      number = number * 10 + link.buffer[i] - '0';
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
