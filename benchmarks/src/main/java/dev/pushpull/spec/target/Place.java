package dev.pushpull.spec.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text with placeholders goes, which decides how each value is escaped. Here each
 * placeholder is a mark, U+E000 and a character for its index, so that the text can be parsed as
 * what it is to be before any value is known.
 */
enum Place {
  /** A path with its query, such as {@code /orders?after=3}. */
  PATH,
  /** The value of a header. */
  HEADER,
  /** A body or a message: JSON if it begins so. */
  MESSAGE,
  /** A body of {@code application/x-www-form-urlencoded}. */
  FORM,
  /** A STOMP frame without its end: header lines, an empty line, a body. */
  STOMP,
  /** Anything else, in which a value stands as it is. */
  PLAIN;

  private static final char MARK = '\uE000';
  private static final int FIRST = 0xE001;

  /** How many placeholders a text may have. */
  static final int MAX_MARKS = 200;

  /** What may stand before JSON: the type of a Socket.IO packet, its namespace, its number. */
  private static final Pattern BEFORE_JSON = Pattern.compile("\\d*(?:/[^,{\\[]*,)?\\d*\\s*");

  /** The frames of STOMP whose headers are not escaped; {@code STOMP} is another name of one. */
  private static final Pattern CONNECTS = Pattern.compile("(?:CONNECT|STOMP)\\r?\\n");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static String mark(int index) {
    return "" + MARK + (char) (FIRST + index);
  }

  /** Whether a text could be mistaken for one with marks. */
  static boolean isAmbiguous(String text) {
    return text.indexOf(MARK) >= 0;
  }

  /**
   * How the value of each placeholder is escaped, the innermost way first.
   *
   * @param marked the text, a {@link #mark} for each placeholder
   * @return by index; nothing for one whose value stands as it is
   * @throws IllegalArgumentException if the text is none for this place
   */
  Map<Integer, List<Escape>> escapes(String marked) {
    return switch (this) {
      case PATH -> all(checkPath(marked), Escape.URL);
      case HEADER -> all(checkHeader(marked), Escape.HEADER);
      case FORM -> all(marked, Escape.URL);
      case STOMP -> inStomp(marked);
      case MESSAGE -> inMessage(marked);
      case PLAIN -> Map.of();
    };
  }

  /** Whether a body or a message is to be JSON. */
  static boolean looksLikeJson(String text) {
    int start = jsonStart(text);
    return start < text.length() && "{[".indexOf(text.charAt(start)) >= 0;
  }

  private static int jsonStart(String text) {
    Matcher before = BEFORE_JSON.matcher(text);
    return before.lookingAt() ? before.end() : 0;
  }

  private static Map<Integer, List<Escape>> all(String marked, Escape escape) {
    var found = new HashMap<Integer, List<Escape>>();
    marks(marked).forEach(index -> found.put(index, List.of(escape)));
    return found;
  }

  private static List<Integer> marks(String marked) {
    var found = new ArrayList<Integer>();
    for (int i = marked.indexOf(MARK); i >= 0; i = marked.indexOf(MARK, i + 1)) {
      if (i + 1 < marked.length()) { // A string of JSON may spell the mark's own character.
        found.add(marked.charAt(i + 1) - FIRST);
      }
    }
    return found;
  }

  private static String unmarked(String marked) {
    return marked.replaceAll(MARK + ".", "x");
  }

  private static String checkPath(String marked) {
    String path = unmarked(marked);
    try {
      var uri = new URI(path);
      boolean fits = path.startsWith("/") && !path.startsWith("//") && uri.getFragment() == null;
      if (fits && path.chars().allMatch(c -> c < 0x80)) {
        return marked;
      }
    } catch (URISyntaxException e) {
      // Said below, as of any other that is no path.
    }
    throw new IllegalArgumentException(
        "expected a path such as /orders/${feed}?after=3, with what is not ASCII in percent");
  }

  private static String checkHeader(String marked) {
    Escape.checkHeader(unmarked(marked));
    return marked;
  }

  private static Map<Integer, List<Escape>> inStomp(String marked) {
    int end = marked.indexOf("\n\n");
    int body = end < 0 ? marked.length() : end + 2;
    boolean connects = CONNECTS.matcher(marked).lookingAt();
    Escape escape = connects ? Escape.STOMP_CONNECT : Escape.STOMP;
    var found = new HashMap<>(all(marked.substring(0, body), escape));
    found.putAll(inMessage(marked.substring(body)));
    return found;
  }

  private static Map<Integer, List<Escape>> inMessage(String marked) {
    if (!looksLikeJson(marked)) {
      return Map.of();
    }
    return inJson(marked.substring(jsonStart(marked)))
        .orElseThrow(
            () -> new IllegalArgumentException("it begins like JSON, but is no valid JSON"));
  }

  /** Empty if it is no JSON, whatever the values are. */
  private static Optional<Map<Integer, List<Escape>>> inJson(String marked) {
    var found = new HashMap<Integer, List<Escape>>();
    String quoted = quoteValues(marked, found);
    try {
      strings(JSON.readTree(quoted)).forEach(text -> inStrings(text, found));
      return Optional.of(found);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The text with quotes around each mark that stands outside of strings, which are noted. */
  private static String quoteValues(String marked, Map<Integer, List<Escape>> values) {
    var quoted = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == MARK && !inside) {
        values.put(marked.charAt(i + 1) - FIRST, List.of(Escape.JSON_VALUE));
        quoted.append('"').append(c).append(marked.charAt(++i)).append('"');
      } else {
        quoted.append(c);
        if (c == '\\' && inside && i + 1 < marked.length()) {
          quoted.append(marked.charAt(++i));
        } else if (c == '"') {
          inside = !inside;
        }
      }
    }
    return quoted.toString();
  }

  private static List<String> strings(JsonNode node) {
    var found = new ArrayList<String>();
    if (node.isTextual()) {
      found.add(node.textValue());
    }
    node.fieldNames().forEachRemaining(found::add);
    node.forEach(child -> found.addAll(strings(child)));
    return found;
  }

  /** A string may be JSON itself, such as an Action Cable identifier. */
  private static void inStrings(String text, Map<Integer, List<Escape>> found) {
    Optional<Map<Integer, List<Escape>>> nested =
        looksLikeJson(text) && jsonStart(text) == 0 ? inJson(text) : Optional.empty();
    for (int index : marks(text)) {
      var escapes = new ArrayList<>(nested.map(inner -> inner.get(index)).orElse(List.of()));
      escapes.add(Escape.JSON_STRING);
      found.putIfAbsent(index, List.copyOf(escapes));
    }
  }
}
