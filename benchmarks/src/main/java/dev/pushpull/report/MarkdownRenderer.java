package dev.pushpull.report;

import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as a Markdown file, in which no text can be taken for markup. */
public final class MarkdownRenderer {

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_<>|\\[\\]]");

  /** What forges give a meaning in comments too, such as mentions of people. */
  private static final Pattern COMMENT_MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#|~!&$@]");

  private final Pattern markup;
  private final List<String> lines = new ArrayList<>();

  private MarkdownRenderer(Pattern markup) {
    this.markup = markup;
  }

  /** The text, a blank line between blocks, ending with a line end. */
  public static String render(Document document) {
    return new MarkdownRenderer(MARKUP).text(document);
  }

  /** The same for a comment, in which forges find mentions and references to issues as well. */
  public static String renderComment(Document document) {
    return new MarkdownRenderer(COMMENT_MARKUP).text(document);
  }

  private String text(Document document) {
    document.blocks().forEach(this::add);
    return String.join("\n", lines).stripLeading() + "\n";
  }

  private void add(Document.Block block) {
    if (!(block instanceof Document.Gap)) {
      lines.add("");
    }
    switch (block) {
      case Document.Heading heading ->
          lines.add("#".repeat(heading.level()) + " " + text(heading.text()));
      case Document.Paragraph paragraph -> lines.add(text(paragraph.text()));
      case Document.Notes notes -> notes.items().forEach(item -> lines.add("- " + text(item)));
      case Document.Gap _ -> {}
      case Document.Table table -> table(table);
    }
  }

  private void table(Document.Table table) {
    row(table.columns().stream().map(Column::title));
    row(table.columns().stream().map(column -> column.figures() ? "---:" : "---"));
    List<Cell> across = List.of();
    for (List<Cell> row : table.rows()) {
      if (row.size() == 1) {
        across = row;
      } else {
        row(Stream.concat(across.stream(), row.stream()).map(this::cell));
      }
    }
  }

  private void row(Stream<String> cells) {
    lines.add(cells.collect(Collectors.joining(" | ", "| ", " |")));
  }

  private String cell(Cell cell) {
    return text(cell.text()) + (cell.aside().isEmpty() ? "" : " (" + cell.aside() + ")");
  }

  private String text(List<Span> text) {
    return text.stream().map(this::text).collect(Collectors.joining());
  }

  private String text(Span span) {
    String line = Printable.line(span.text());
    String escaped = markup.matcher(line).replaceAll("\\\\$0");
    return switch (span.style()) {
      // Whatever it holds: a backtick or a line end would end it, a pipe ends a cell.
      case CODE -> "`" + line.replace('`', '\'').replace("|", "\\|") + "`";
      case BOLD -> "**" + escaped + "**";
      case MARKUP -> line;
      case TERMINAL -> "";
      case PLAIN, MARKDOWN -> escaped;
    };
  }
}
