package dev.pushpull.spec.target;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How a value is written where it must not end what stands around it. */
enum Escape {
  /** Inside a JSON string. */
  JSON_STRING,
  /** As a JSON value: a number, true, false or null as it is, all else as a string. */
  JSON_VALUE,
  /** In a segment of a path, in a query or in a form: all but unreserved characters in percent. */
  URL,
  /** In a header, where what cannot be written is an error. */
  HEADER,
  /** In a header of a STOMP frame. */
  STOMP,
  /**
   * In a header of CONNECT, where STOMP 1.2 escapes nothing; what cannot be written is an error.
   */
  STOMP_CONNECT;

  private static final Pattern LITERAL =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null");
  private static final String UNRESERVED = "-._~";

  /**
   * The value as it is written.
   *
   * @throws IllegalArgumentException if it cannot be written; the message does not show the value
   */
  String of(String value) {
    return switch (this) {
      case JSON_STRING -> inString(value);
      case JSON_VALUE -> LITERAL.matcher(value).matches() ? value : '"' + inString(value) + '"';
      case URL -> inUrl(value);
      case HEADER -> {
        checkHeader(value);
        yield value;
      }
      case STOMP ->
          value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace(":", "\\c");
      case STOMP_CONNECT -> {
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
          throw new IllegalArgumentException("a header of CONNECT must be in one line");
        }
        yield value;
      }
    };
  }

  private static String inString(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  private static String inUrl(String value) {
    var url = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
      url.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return url.toString();
  }

  /** Checks that a text can stand in a header. */
  static void checkHeader(String value) {
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
      throw new IllegalArgumentException("a header must be printable ASCII in one line");
    }
  }
}
