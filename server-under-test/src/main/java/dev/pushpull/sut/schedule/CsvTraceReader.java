package dev.pushpull.sut.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.pushpull.sut.text.NearNames;
import dev.pushpull.sut.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one column of a table (RFC 4180, whose separator may also be a semicolon, a tab or a bar)
 * as it passes by: no more than a row is in memory.
 */
final class CsvTraceReader {

  private static final String SEPARATORS = ",;\t|";
  private static final int MAX_FIRST_LINE = 1 << 16;
  private static final int MAX_NAMES = 12;

  private final String name;
  private final String wanted;
  private final TraceInstants instants;
  private final CsvParser csv;

  /** Of the row that was read last, without blanks around them. */
  private final List<String> cells = new ArrayList<>();

  /** Where that row begins, from 1. */
  private int line = 1;

  private int width;
  private int column;

  /**
   * @param name what complaints and notes call the file
   * @param wanted the column's name in the first line, or its number from 1
   * @param from read to its end, and closed by nobody
   */
  CsvTraceReader(String name, String wanted, BufferedReader from) throws IOException {
    this.name = name;
    this.wanted = wanted;
    this.instants = new TraceInstants(name, "line");
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(from));
    this.csv = new CsvFactory().enable(CsvParser.Feature.TRIM_SPACES).createParser(from);
    csv.setSchema(schema);
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException that names line and column and what came
   */
  ReadTrace read() throws IOException {
    try {
      if (!nextRow()) {
        return instants.read("is empty");
      }
      width = cells.size();
      column = column();
      boolean header = cells.get(column).equals(wanted) || isHeader(cells.get(column));
      for (boolean more = !header || nextRow(); more; more = nextRow()) {
        add();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "trace '%s' line %s is not CSV, in the row from line %s on: %s"
              .formatted(
                  name, e.getLocation().getLineNr(), line, Printable.brief(e.getOriginalMessage())),
          e);
    }
    return instants.read("has only a header");
  }

  /** Reads the next row that is not blank; says whether there is one. */
  private boolean nextRow() throws IOException {
    do {
      cells.clear();
      if (csv.nextToken() == null) {
        return false;
      }
      while (csv.nextToken() == JsonToken.VALUE_STRING) {
        line = cells.isEmpty() ? csv.currentTokenLocation().getLineNr() : line;
        cells.add(csv.getText().strip());
      }
    } while (cells.size() == 1 && cells.getFirst().isEmpty());
    return true;
  }

  private static boolean isHeader(String cell) {
    return !cell.isEmpty() && TraceInstants.isHeader(cell);
  }

  /** Which column is wanted, from 0, by what the first row says. */
  private int column() {
    int first = cells.indexOf(wanted);
    if (first != cells.lastIndexOf(wanted)) {
      throw new IllegalArgumentException(
          "trace '%s' line %s has two columns '%s'; give the number of one, such as %s"
              .formatted(name, line, wanted, first + 1));
    }
    if (first >= 0) {
      return first;
    }
    if (wanted.matches("[1-9]\\d{0,4}") && Integer.parseInt(wanted) <= width) {
      return Integer.parseInt(wanted) - 1;
    }
    String near = NearNames.hint(wanted, cells);
    throw new IllegalArgumentException(
        "trace '%s' line %s has no column '%s'%s"
            .formatted(name, line, wanted, near.isEmpty() ? "; it has " + names() : near));
  }

  private String names() {
    String names =
        cells.stream()
            .limit(MAX_NAMES)
            .map(TraceInstants::quoted)
            .collect(Collectors.joining(", "));
    return width > MAX_NAMES ? "%s and %s more".formatted(names, width - MAX_NAMES) : names;
  }

  private void add() {
    boolean wider = cells.stream().skip(width).anyMatch(cell -> !cell.isEmpty());
    if (wider || cells.size() <= column) {
      throw error(
          "its row has width %s, but the first %s; put quotes around what holds a separator"
              .formatted(cells.size(), width));
    }
    String text = cells.get(column);
    if (text.isEmpty()) {
      instants.addNone(line);
      return;
    }
    try {
      instants.add(text, line);
    } catch (NoInstantException e) {
      throw error(TraceInstants.quoted(text) + " " + e.getMessage());
    }
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException(
        "trace '%s' line %s, column '%s': %s".formatted(name, line, wanted, what));
  }

  /** Of those that the first line has outside of quotes, the most frequent. */
  private static char separator(BufferedReader from) throws IOException {
    var counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    from.mark(MAX_FIRST_LINE);
    for (int i = 1; i < MAX_FIRST_LINE; i++) {
      int c = from.read();
      if (c < 0 || (!quoted && (c == '\n' || c == '\r'))) {
        break;
      }
      quoted ^= c == '"';
      int which = SEPARATORS.indexOf(c);
      if (which >= 0 && !quoted) {
        counts[which]++;
      }
    }
    from.reset();
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }
}
