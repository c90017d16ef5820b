package dev.pushpull.sut.text;

/**
 * Text that was read from elsewhere, such as a run, a server's answer or another process's output,
 * made fit for one line of a terminal, of XML 1.0 or of any other rendering: it must not move a
 * cursor, turn text around, break a parser or fill a page.
 */
public final class Printable {

  /** How many characters of a text from elsewhere are worth showing. */
  public static final int MAX_CHARACTERS = 500;

  private static final int REPLACEMENT = 0xFFFD;
  private static final String CUT = " …";

  private Printable() {}

  /** White space as blanks; every other character that does not show itself as U+FFFD. */
  public static String line(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints().map(Printable::shown).forEach(line::appendCodePoint);
    return line.toString();
  }

  /**
   * The same of no more than {@value #MAX_CHARACTERS} characters: line ends as one blank, the rest
   * cut.
   */
  public static String brief(String text) {
    // What is cut off anyway is not worth a search for line ends.
    String start = text.substring(0, Math.min(text.length(), 4 * MAX_CHARACTERS)).strip();
    String line = line(start.replaceAll("\\s*\\R\\s*", " "));
    boolean whole = line.length() <= MAX_CHARACTERS && text.length() <= 4 * MAX_CHARACTERS;
    if (whole) {
      return line;
    }
    int end = Math.min(line.length(), MAX_CHARACTERS);
    boolean split = end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, split ? end - 1 : end).stripTrailing() + CUT;
  }

  private static int shown(int point) {
    if (point == '\t' || point == '\n' || point == '\r') {
      return ' ';
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          REPLACEMENT;
      default -> point;
    };
  }
}
