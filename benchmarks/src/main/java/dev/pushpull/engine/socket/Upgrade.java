package dev.pushpull.engine.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The opening handshake (RFC 6455, section 4.1), for one connection. */
final class Upgrade {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LARGEST_HEAD = 16 * 1024;

  private final String key;

  Upgrade() {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    key = Base64.getEncoder().encodeToString(nonce);
  }

  /** The request's bytes. */
  byte[] request(URI address) {
    String query = address.getRawQuery();
    String path = address.getRawPath() + (query == null ? "" : "?" + query);
    return """
    GET %s HTTP/1.1
    Host: %s
    User-Agent: pushpull
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Key: %s
    Sec-WebSocket-Version: 13

    """
        .formatted(path.isEmpty() ? "/" : path, address.getRawAuthority(), key)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * An answer's head.
   *
   * @param status HTTP status
   * @param lines status line and headers
   */
  record Head(int status, String lines) {

    private Optional<String> header(String name) {
      return lines
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
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
    if (head.status() != 101) {
      throw new IOException("unexpected status " + head.status());
    }
    if (!head.header("Upgrade").orElse("").equalsIgnoreCase("websocket")) {
      throw new IOException("the response does not upgrade to WebSocket");
    }
    if (!head.header("Sec-WebSocket-Accept").orElse("").equals(acceptedKey())) {
      throw new IOException("the response's Sec-WebSocket-Accept does not match the key");
    }
    if (head.header("Sec-WebSocket-Extensions").isPresent()) {
      throw new IOException("the response uses an extension that was not offered");
    }
  }

  private String acceptedKey() {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
