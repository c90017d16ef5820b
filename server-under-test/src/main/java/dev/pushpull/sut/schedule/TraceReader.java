package dev.pushpull.sut.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one trace of an instant a line. */
final class TraceReader {

  private static final int MAX_LINE_CHARACTERS = 1_000;
  private static final Pattern SEPARATOR = Pattern.compile("[,;\t]");

  /** Of a time or of a number that stands alone. */
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("(?<=:\\d\\d|[Tt ]\\d{6}),(?=\\d)|(?<=^[+-]?\\d{1,25}),(?=\\d+$)");

  private final String name;
  private final TraceInstants instants;
  private int line;
  private int column;
  private boolean seenAnything;

  /**
   * @param name what complaints and notes call it
   */
  TraceReader(String name) {
    this.name = name;
    this.instants = new TraceInstants(name, "line");
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException that names line and column and what came
   */
  ReadTrace read(Reader from) throws IOException {
    var in = new PushbackReader(new BufferedReader(from, 1 << 16));
    for (String text = next(in); text != null; text = next(in)) {
      add(text);
    }
    return instants.read(seenAnything ? "has only a header" : "is empty");
  }

  /**
   * The next line without its end, which is LF, CR or both; null after the last. None is longer
   * than a bound, so that what is not a text fills no memory.
   */
  private @Nullable String next(PushbackReader in) throws IOException {
    line++;
    column = 1;
    var text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
      if (text.append((char) c).length() > MAX_LINE_CHARACTERS) {
        throw new IllegalArgumentException(
            "%sis longer than %s characters; a trace has one instant per line"
                .formatted(at(), MAX_LINE_CHARACTERS));
      }
    }
    int after = c == '\r' ? in.read() : -1;
    if (after >= 0 && after != '\n') {
      in.unread(after);
    }
    return text.toString();
  }

  private void add(String raw) {
    String text = unquoted(stripped(raw));
    checkText(raw);
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    boolean header = !seenAnything && TraceInstants.isHeader(text);
    seenAnything = true;
    if (!header) {
      addInstant(text);
    } else if (SEPARATOR.matcher(text).find()) {
      throw columns(text, text);
    }
  }

  /** The same without blanks at both ends; {@link #column} is where it begins. */
  private String stripped(String text) {
    String rest = text.stripLeading();
    column += text.length() - rest.length();
    return rest.stripTrailing();
  }

  private String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    if (!quoted) {
      return text;
    }
    column++;
    return stripped(text.substring(1, last));
  }

  private void checkText(String raw) {
    int nul = raw.indexOf('\0');
    if (nul >= 0) {
      column = nul + 1;
      throw new IllegalArgumentException(at() + "is not text in UTF-8; save it as UTF-8");
    }
  }

  private void addInstant(String text) {
    try {
      instants.add(text, line);
    } catch (NoInstantException e) {
      String plain = DECIMAL_COMMA.matcher(text).replaceAll(".");
      if (SEPARATOR.matcher(plain).find()) {
        throw columns(text, plain);
      }
      column += e.index();
      throw error(text, String.valueOf(e.getMessage()));
    }
  }

  private IllegalArgumentException columns(String text, String plain) {
    List<MatchResult> separators = SEPARATOR.matcher(plain).results().toList();
    column += separators.getFirst().start();
    return error(
        text,
        "has %s columns; say which has the instants: #1 behind the file's name"
            .formatted(separators.size() + 1));
  }

  private IllegalArgumentException error(String text, String what) {
    return new IllegalArgumentException(at() + TraceInstants.quoted(text) + " " + what);
  }

  private String at() {
    return "trace '%s' line %s, column %s: ".formatted(name, line, column);
  }
}
