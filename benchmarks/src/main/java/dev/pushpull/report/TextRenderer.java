package dev.pushpull.report;

import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Grid;
import dev.pushpull.text.Wrap;
import java.util.ArrayList;
import java.util.List;

/** A report as a terminal of 120 columns shows it; control characters in it are replaced. */
public final class TextRenderer {

  private static final int WIDTH = 120;
  private static final String RESET = "\u001b[0m";

  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private TextRenderer(boolean colour) {
    this.colour = colour;
  }

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(Document document, boolean colour) {
    var text = new TextRenderer(colour);
    document.blocks().forEach(text::add);
    return String.join("\n", text.lines).replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private void add(Document.Block block) {
    switch (block) {
      case Document.Heading heading -> lines.add(plain(heading.text()));
      case Document.Paragraph paragraph -> wrap(paragraph.text());
      case Document.Notes notes -> notes.items().forEach(this::wrap);
      case Document.Gap _ -> lines.add("");
      case Table table -> table(table);
    }
  }

  private static String plain(List<Span> text) {
    return Printable.line(Span.join(text));
  }

  private void wrap(List<Span> text) {
    List<String> wrapped = Wrap.lines(plain(text), WIDTH);
    lines.add(painted(wrapped.getFirst(), text, 0));
    lines.addAll(wrapped.subList(1, wrapped.size()));
  }

  private void table(Table table) {
    List<List<Cell>> rows = rows(table);
    var grid = new Grid(table.columns().stream().anyMatch(Column::figures));
    rows.forEach(row -> grid.add(row.stream().map(cell -> plain(cell.text())).toList()));
    List<String> drawn = grid.lines();
    for (int i = 0; i < rows.size(); i++) {
      List<Span> last = rows.get(i).getLast().text();
      if (rows.get(i).size() == 1) {
        wrap(last);
      } else {
        lines.add(painted(drawn.get(i), last, drawn.get(i).length() - plain(last).length()));
      }
    }
  }

  /** One for each line, those of the heading included. */
  private static List<List<Cell>> rows(Table table) {
    boolean across = table.rows().stream().anyMatch(row -> row.size() == 1);
    List<Column> columns = table.columns().subList(across ? 1 : 0, table.columns().size());
    var rows = new ArrayList<List<Cell>>();
    if (columns.stream().anyMatch(column -> !column.upper().isEmpty())) {
      rows.add(columns.stream().map(column -> Cell.of(column.upper())).toList());
    }
    rows.add(columns.stream().map(column -> Cell.of(column.lower())).toList());
    for (List<Cell> row : table.rows()) {
      rows.add(row);
      if (row.stream().anyMatch(cell -> !cell.below().isEmpty())) {
        rows.add(row.stream().map(cell -> Cell.of(cell.below())).toList());
      }
    }
    return rows;
  }

  /** The line, in which the text begins at a place, with the text's coloured piece in it. */
  private String painted(String line, List<Span> text, int place) {
    int from = place;
    for (Span span : text) {
      int to = from + span.text().length();
      if (colour && !span.colour().isEmpty() && to <= line.length()) {
        return line.substring(0, from)
            + span.colour()
            + line.substring(from, to)
            + RESET
            + line.substring(to);
      }
      from = to;
    }
    return line;
  }
}
