package dev.pushpull.sut.net;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads header fields, above all those whose value is a list (RFC 9110, 5.6.1): all lines of a
 * field together are one value, and elements are compared as a whole. One line, as nearly every
 * client sends it, costs no copy.
 */
public final class ListHeader {

  private ListHeader() {}

  /** The value of all lines of a field; null if there is none. */
  public static @Nullable String joined(HeaderMap headers, HttpString name) {
    HeaderValues lines = headers.get(name);
    if (lines == null || lines.isEmpty()) {
      return null;
    }
    return lines.size() == 1 ? lines.getFirst() : String.join(", ", lines);
  }

  /**
   * The value of a field that is no list; null if there is none.
   *
   * @throws ProblemException 400 if there are several
   */
  public static @Nullable String single(HeaderMap headers, HttpString name)
      throws ProblemException {
    HeaderValues lines = headers.get(name);
    ProblemException.check(
        lines == null || lines.size() < 2,
        400,
        name + " must be given once, but is given more than once");
    return lines == null || lines.isEmpty() ? null : lines.getFirst();
  }

  /** Whether a field's list has an element, compared without regard to case. */
  public static boolean has(HeaderMap headers, HttpString name, String element) {
    String value = joined(headers, name);
    return value != null
        && (value.equalsIgnoreCase(element)
            || elements(value).stream().anyMatch(element::equalsIgnoreCase));
  }

  /** The elements of a list; empty ones mean nothing and are left out. */
  public static List<String> elements(String value) {
    List<String> elements = split(value, ',');
    elements.removeIf(String::isEmpty);
    return elements;
  }

  /** The parts of a value between separators outside quoted strings, without spaces around. */
  public static List<String> split(String value, char separator) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < value.length(); at++) {
      char next = value.charAt(at);
      if (next == '"') {
        quoted = !quoted;
      } else if (next == '\\' && quoted) {
        at++;
      } else if (next == separator && !quoted) {
        parts.add(value.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(value.substring(start).strip());
    return parts;
  }

  /** What stands between double quotes, or the text itself if it is not quoted. */
  public static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * A number of digits alone, in a part of a text; -1 if it is none.
   *
   * @param maxDigits more of which are no number, up to 18
   */
  public static long number(String text, int from, int to, int maxDigits) {
    if (from == to || to - from > maxDigits) {
      return -1;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
