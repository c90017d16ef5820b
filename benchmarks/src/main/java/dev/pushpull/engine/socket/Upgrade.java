package dev.pushpull.engine.socket;

import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.WebSocketKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The opening handshake (RFC 6455, section 4.1), for one connection. */
final class Upgrade {

  private static final int LARGEST_HEAD = 16 * 1024;

  private final WebSocketKey key = WebSocketKey.random();

  /** The request's bytes. */
  byte[] request(URI address) {
    return key.upgrade(Request.get(address)).encoded();
  }

  /**
   * An answer's head.
   *
   * @param status HTTP status
   * @param lines status line and headers
   */
  record Head(int status, String lines) implements AnswerHead {

    @Override
    public @Nullable String header(String name) {
      List<String> all = headers(name);
      return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<String> headers(String name) {
      return lines
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }
  }

  /** Reads up to the empty line and not a byte further, since frames may follow at once. */
  static Head readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended within the response header");
      }
      if (head.length() == LARGEST_HEAD) {
        throw new IOException("the response header is longer than " + LARGEST_HEAD + " bytes");
      }
      head.append((char) next); // ISO 8859-1
    }
    String lines = head.toString();
    return new Head(status(lines), lines);
  }

  private static int status(String lines) throws IOException {
    if (!lines.matches("(?s)HTTP/1\\.1 \\d{3}[ \\r].*")) {
      throw new IOException("the response is not HTTP/1.1");
    }
    return Integer.parseInt(lines.substring(9, 12));
  }

  /**
   * Checks that the server agrees to this very request.
   *
   * @throws IOException if it does not
   */
  void check(Head head) throws IOException {
    key.check(head);
    if (head.header("Sec-WebSocket-Extensions") != null) {
      throw new IOException("the response uses an extension that was not offered");
    }
  }
}
