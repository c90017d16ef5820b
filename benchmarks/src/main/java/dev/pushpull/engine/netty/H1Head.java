package dev.pushpull.engine.netty;

import dev.pushpull.engine.AnswerHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1 answer, scanned where something asks for it.
 *
 * @param bytes status line and headers with their line ends, up to the empty line
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
record H1Head(byte[] bytes, int status) implements AnswerHead {

  /** How long a body is that ends with the connection. */
  static final long UNKNOWN = -1;

  /** How long a body is that comes in chunks. */
  static final long CHUNKED = -2;

  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /**
   * Reads the status line.
   *
   * @throws IOException if it is none
   */
  static H1Head of(byte[] bytes) throws IOException {
    boolean http =
        bytes.length > 12
            && new String(bytes, 0, 7, StandardCharsets.ISO_8859_1).equals("HTTP/1.")
            && (bytes[7] == '0' || bytes[7] == '1')
            && bytes[8] == ' '
            && (bytes[12] == ' ' || bytes[12] == '\r' || bytes[12] == '\n');
    int status = 0;
    for (int i = 9; http && i < 12; i++) {
      http = bytes[i] >= '0' && bytes[i] <= '9';
      status = 10 * status + bytes[i] - '0';
    }
    if (!http) {
      String line = new String(bytes, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
      throw new IOException("Unexpected status line: " + line);
    }
    return new H1Head(bytes, status);
  }

  @Override
  public @Nullable String header(String name) {
    int line = find(name, next(0));
    return line < bytes.length ? value(name, line) : null;
  }

  @Override
  public List<String> headers(String name) {
    var values = new ArrayList<String>();
    for (int line = find(name, next(0)); line < bytes.length; line = find(name, next(line))) {
      values.add(value(name, line));
    }
    return values;
  }

  /** Where the first line of a header begins, from one line on. */
  private int find(String name, int from) {
    int length = name.length();
    int line = from;
    while (line < bytes.length
        && !(line + length < bytes.length && bytes[line + length] == ':' && named(line, name))) {
      line = next(line);
    }
    return line;
  }

  private String value(String name, int line) {
    int start = line + name.length() + 1;
    return new String(bytes, start, next(line) - start, StandardCharsets.UTF_8).strip();
  }

  /** Where the line begins that follows the one that begins or stands there. */
  private int next(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private boolean named(int line, String name) {
    for (int i = 0; i < name.length(); i++) {
      int one = bytes[line + i];
      int other = name.charAt(i);
      if (one != other && ((one ^ other) != 0x20 || (one | 0x20) < 'a' || (one | 0x20) > 'z')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Length of the body in bytes, {@link #UNKNOWN} or {@link #CHUNKED}.
   *
   * @throws IOException if the head says what is no length
   */
  long length() throws IOException {
    if (status < 200 || status == 204 || status == 304) {
      return 0;
    }
    if ("chunked".equalsIgnoreCase(header("Transfer-Encoding"))) {
      return CHUNKED;
    }
    String said = header("Content-Length");
    if (said == null) {
      return UNKNOWN;
    }
    if (!LENGTH.matcher(said).matches()) {
      throw new IOException("invalid Content-Length: " + said);
    }
    return Long.parseLong(said);
  }

  /** Whether the connection can be used for another request once this is read. */
  boolean keepsAlive() {
    String connection = header("Connection");
    return connection == null
        ? bytes[7] == '1'
        : !connection.toLowerCase(Locale.ROOT).contains("close")
            && (bytes[7] == '1' || connection.equalsIgnoreCase("keep-alive"));
  }
}
