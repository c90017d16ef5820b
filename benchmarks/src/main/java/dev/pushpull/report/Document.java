package dev.pushpull.report;

import dev.pushpull.report.Span.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as blocks, one below the other: {@link TextRenderer} makes text for a terminal of them,
 * {@link MarkdownRenderer} a Markdown file. Filled by one thread.
 */
public final class Document {

  /** A part of a report that takes whole lines. */
  public sealed interface Block {}

  /**
   * The title of what follows.
   *
   * @param level from 1, the title of all, in Markdown; a terminal shows all alike
   */
  public record Heading(int level, List<Span> text) implements Block {}

  /** Sentences, which a terminal wraps. */
  public record Paragraph(List<Span> text) implements Block {}

  /** Notes, perhaps none, each an item of a list in Markdown and a paragraph on a terminal. */
  public record Notes(List<List<Span>> items) implements Block {}

  /** A blank line on a terminal, never two; Markdown sets all blocks apart anyway. */
  public record Gap() implements Block {}

  /**
   * Rows of cells. A row of one cell holds the first column of all rows that follow, up to the next
   * such row, which have one cell less; a terminal gives it a line of its own.
   */
  public record Table(List<Column> columns, List<List<Cell>> rows) implements Block {}

  /**
   * A table's column.
   *
   * @param upper the first line of its heading on a terminal; may be empty
   * @param lower the second line
   * @param title its heading in Markdown
   * @param figures whether its cells end below one another
   */
  public record Column(String upper, String lower, String title, boolean figures) {

    /** A column of words, each beginning below the one above it. */
    public static Column text(String title) {
      return new Column("", title, title, false);
    }

    /** A column of figures, each ending below the one above it. */
    public static Column figures(String title) {
      return new Column("", title, title, true);
    }
  }

  /**
   * A table's cell.
   *
   * @param below what a terminal shows in a line of its own; empty for nothing
   * @param aside what Markdown shows in brackets; empty for nothing
   */
  public record Cell(List<Span> text, String below, String aside) {

    /** The same text in every rendering that shows its spans. */
    public static Cell of(Span... text) {
      return new Cell(List.of(text), "", "");
    }

    /** A plain text. */
    public static Cell of(String text) {
      return of(Style.PLAIN.of(text));
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  /** Adds a title, see {@link Heading}; returns this document. */
  public Document heading(int level, Span... text) {
    return add(new Heading(level, List.of(text)));
  }

  /** Adds sentences, see {@link Paragraph}; returns this document. */
  public Document paragraph(Span... text) {
    return add(new Paragraph(List.of(text)));
  }

  /** Adds each text as a paragraph of its own in one style; returns this document. */
  public Document paragraphs(Style style, List<String> texts) {
    texts.forEach(text -> paragraph(style.of(text)));
    return this;
  }

  /** Adds each text as a plain paragraph of its own; returns this document. */
  public Document paragraphs(List<String> texts) {
    return paragraphs(Style.PLAIN, texts);
  }

  /** Adds plain notes in one list, also where there is none; returns this document. */
  public Document notes(List<String> texts) {
    return add(new Notes(plain(texts)));
  }

  /** Adds notes under a heading, or nothing at all if there is none; returns this document. */
  public Document notes(int level, String title, List<List<Span>> items) {
    return items.isEmpty() ? this : heading(level, Style.PLAIN.of(title)).add(new Notes(items));
  }

  /** Each text as a plain span, for {@link Notes}. */
  public static List<List<Span>> plain(List<String> texts) {
    return texts.stream().map(text -> List.of(Style.PLAIN.of(text))).toList();
  }

  /** Adds a blank line for a terminal, see {@link Gap}; returns this document. */
  public Document gap() {
    return add(new Gap());
  }

  /** Adds a block below the others; returns this document. */
  public Document add(Block block) {
    blocks.add(block);
    return this;
  }

  /** The blocks in their order. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }
}
