package dev.pushpull.report;

/**
 * Text that was read from a run, made fit for one line of a terminal, of XML 1.0 or of any other
 * rendering: what a file says must not move a cursor, turn text around or break a parser.
 */
public final class Printable {

  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** White space as blanks; every other character that does not show itself as U+FFFD. */
  public static String line(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints().map(Printable::shown).forEach(line::appendCodePoint);
    return line.toString();
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
