package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Frames of STOMP 1.2, a byte at a time: header lines up to an empty line, then a body of {@code
 * content-length} bytes, or of those before a NUL, and a NUL. Line ends between frames are
 * heart-beats.
 */
final class StompReader {

  private static final String LENGTH = "content-length";
  private static final int UNTIL_NUL = -1;
  private static final String ESCAPED = "rnc\\";
  private static final String PLAIN = "\r\n:\\";
  private static final Pattern LENGTH_FORM = Pattern.compile("\\d{1,9}");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private ObjectNode frame = JsonNodeFactory.instance.objectNode();
  private int bodyAt; // where in the bytes it begins; 0: not yet
  private int left; // bytes of the body
  private int inLine; // characters of the header line so far

  /** The bytes of a frame without its NUL; line ends alone are sent as they are. */
  static byte[] write(String text) {
    boolean heartBeat = text.chars().allMatch(c -> c == '\n' || c == '\r');
    return (heartBeat ? text : text + '\0').getBytes(UTF_8);
  }

  void read(byte[] part, Consumer<Message> messages) throws MalformedMessageException {
    for (byte next : part) {
      if (bodyAt == 0) {
        head(next);
      } else if (left == UNTIL_NUL ? next != 0 : left > 0) {
        keep(next);
        left -= left == UNTIL_NUL ? 0 : 1;
      } else {
        messages.accept(message(next));
      }
    }
  }

  private void keep(byte next) throws MalformedMessageException {
    bytes.write(next);
    Documents.checkSize("a STOMP frame", bytes.size());
  }

  private void head(byte next) throws MalformedMessageException {
    if (bytes.size() == 0 && (next == '\n' || next == '\r')) {
      return;
    }
    if (next == 0) {
      throw wrong("has a NUL in its header lines");
    }
    keep(next);
    if (next == '\n' && inLine == 0) {
      headers(bytes.toString(UTF_8).split("\r?\n"));
      bodyAt = bytes.size();
    }
    inLine = next == '\n' ? 0 : next == '\r' ? inLine : inLine + 1;
  }

  /** Of a header that is there again the first one counts. */
  private void headers(String[] lines) throws MalformedMessageException {
    ObjectNode headers = frame.put("command", lines[0]).putObject("headers");
    boolean escaped = !lines[0].equals("CONNECTED");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        throw wrong("has no colon in header line " + i);
      }
      String name = plain(lines[i].substring(0, colon), escaped);
      if (!headers.has(name)) {
        headers.put(name, plain(lines[i].substring(colon + 1), escaped));
      }
    }
    left = headers.has(LENGTH) ? length(headers.path(LENGTH).textValue()) : UNTIL_NUL;
  }

  private int length(String text) throws MalformedMessageException {
    if (!LENGTH_FORM.matcher(text).matches()) {
      throw wrong("has a content-length that is no number of bytes");
    }
    int length = Integer.parseInt(text);
    Documents.checkSize("the body of a STOMP frame", length);
    return length;
  }

  private String plain(String text, boolean escaped) throws MalformedMessageException {
    if (!escaped || text.indexOf('\\') < 0) {
      return text;
    }
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int known = c == '\\' && ++i < text.length() ? ESCAPED.indexOf(text.charAt(i)) : -1;
      if (c == '\\' && known < 0) {
        throw wrong("has an unknown escape in a header; known are \\r, \\n, \\c, \\\\");
      }
      plain.append(c == '\\' ? PLAIN.charAt(known) : c);
    }
    return plain.toString();
  }

  private Message message(byte end) throws MalformedMessageException {
    if (end != 0) {
      throw wrong("goes on after its content-length");
    }
    String text = bytes.toString(UTF_8);
    byte[] body = Arrays.copyOfRange(bytes.toByteArray(), bodyAt, bytes.size());
    JsonNode json = Documents.parseIfJson(body);
    frame.set("body", json == null ? TextNode.valueOf(new String(body, UTF_8)) : json);
    var message = new Message(text, frame);
    bytes.reset();
    frame = JsonNodeFactory.instance.objectNode();
    bodyAt = 0;
    return message;
  }

  private MalformedMessageException wrong(String why) {
    return new MalformedMessageException(
        "a STOMP frame %s: '%s'".formatted(why, Documents.seen(bytes.toByteArray())));
  }
}
