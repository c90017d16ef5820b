package dev.pushpull.report.comparison;

import static dev.pushpull.report.Span.Style.BOLD;
import static dev.pushpull.report.Span.Style.CODE;
import static dev.pushpull.report.Span.Style.MARKDOWN;
import static dev.pushpull.report.Span.Style.MARKUP;
import static dev.pushpull.report.Span.Style.PLAIN;
import static dev.pushpull.report.Span.Style.TERMINAL;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.ComparisonVerdict;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.compare.Note;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.report.ComparisonWords;
import dev.pushpull.report.Document;
import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.EngineWords;
import dev.pushpull.report.MarkdownRenderer;
import dev.pushpull.report.Span;
import dev.pushpull.report.TextRenderer;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A comparison as text. A stored run may name anything, and no name can do anything here. */
public final class ComparisonReport {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9@.~%=_/+-]{1,80}");
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("strategy"),
          new Column("", "", "metric", false),
          Column.figures("base"),
          Column.figures("candidate"),
          Column.figures("repeats"),
          Column.figures("difference (95 %)"),
          new Column("", "adj. p", "adjusted p", true),
          Column.text("verdict"));

  private ComparisonReport() {}

  /** For a terminal, of at most 120 columns where strategies have usual names. */
  public static String text(Comparison comparison, boolean colour) {
    String base = comparison.base().runId();
    String candidate = comparison.candidate().runId();
    var text = new Document();
    text.paragraph(PLAIN.of("base %s, candidate %s".formatted(base, candidate)));
    text.paragraphs(told(comparison, about -> about == Note.About.TARGET));
    comparison
        .byWorkload()
        .forEach(
            (workload, pairs) ->
                text.gap()
                    .paragraph(PLAIN.of(workload.label()))
                    .add(new Table(COLUMNS, rows(pairs, _ -> true))));
    String tally = comparison.rows().size() + " rows: " + ComparisonWords.tally(comparison);
    text.gap().paragraphs(EngineWords.of(comparison)).gap();
    text.paragraph(PLAIN.of(tally)).paragraphs(ComparisonWords.legend(comparison)).gap();
    text.paragraphs(told(comparison, about -> about != Note.About.TARGET));
    return TextRenderer.render(text, colour);
  }

  private static List<String> told(Comparison comparison, Predicate<Note.About> wanted) {
    return comparison.notes().stream()
        .filter(note -> wanted.test(note.about()))
        .map(note -> note.about() + ": " + note.text())
        .toList();
  }

  /** One row in one line, such as {@code sse, staleness p95: worse, +12.0 % (+8.1…+16.1)}. */
  public static String line(MetricRow row) {
    return Printable.line(
        "%s, %s: %s, %s"
            .formatted(
                ComparisonWords.strategies(row.strategies()),
                row.metric().title(),
                row.judgement().words(),
                ComparisonWords.difference(row)));
  }

  /** {@code compare.md}: for a pull request. What changed comes first, all rows are folded. */
  public static String markdown(Comparison comparison) {
    int rows = comparison.rows().size();
    Span base = name(comparison.base().runId());
    Span candidate = name(comparison.candidate().runId());
    var document = new Document();
    document.heading(2, PLAIN.of("pushpull: "), candidate, PLAIN.of(" against "), base);
    document.paragraph(
        BOLD.of(ComparisonWords.tally(comparison)),
        MARKUP.of(" of " + rows + " rows (strategy × metric)."));
    notes(document, comparison, true);
    List<String> engines = EngineWords.of(comparison);
    if (!engines.isEmpty()) {
      document.notes(engines);
    }
    tables(document, comparison, 3, "What changed: ", ComparisonReport::isChanged);
    document.paragraph(MARKUP.of("<details><summary>All " + rows + " rows</summary>"));
    tables(document, comparison, 4, "", _ -> true);
    document.paragraph(MARKUP.of("</details>"));
    document.paragraph(MARKUP.of(String.join(" ", ComparisonWords.legend(comparison))));
    notes(document, comparison, false);
    return MarkdownRenderer.renderComment(document);
  }

  private static void notes(Document document, Comparison comparison, boolean first) {
    Stream.of(Note.About.values())
        .filter(about -> about.comesFirst() == first)
        .forEach(about -> notes(document, comparison, about));
  }

  private static void notes(Document document, Comparison comparison, Note.About about) {
    List<List<Span>> notes =
        comparison.notes().stream()
            .filter(note -> note.about() == about)
            .map(note -> List.of(BOLD.of(about.toString()), PLAIN.of(": " + note.text())))
            .toList();
    if (!notes.isEmpty()) {
      document.add(new Document.Notes(notes));
    }
  }

  private static void tables(
      Document document,
      Comparison comparison,
      int level,
      String title,
      Predicate<MetricRow> shown) {
    comparison
        .byWorkload()
        .forEach(
            (workload, pairs) -> {
              if (pairs.values().stream().flatMap(List::stream).anyMatch(shown)) {
                document.heading(level, PLAIN.of(title + workload.label()));
                document.add(new Table(COLUMNS, rows(pairs, shown)));
              }
            });
  }

  private static List<List<Cell>> rows(
      Map<StrategyPair, List<MetricRow>> pairs, Predicate<MetricRow> shown) {
    var rows = new ArrayList<List<Cell>>();
    pairs.forEach(
        (pair, ofPair) -> {
          Span base = name(pair.base());
          Span candidate = name(pair.candidate());
          boolean same = base.equals(candidate);
          rows.add(List.of(same ? Cell.of(base) : Cell.of(base, PLAIN.of(" → "), candidate)));
          ofPair.stream().filter(shown).map(ComparisonReport::cells).forEach(rows::add);
        });
    return rows;
  }

  private static List<Cell> cells(MetricRow row) {
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of(TERMINAL.of("  "), MARKUP.of(ComparisonWords.metric(row.metric()))));
    ComparisonWords.figures(row).forEach(figure -> cells.add(Cell.of(MARKUP.of(figure))));
    String words = row.judgement().words();
    String brief = words.replaceFirst(" repeats$", "");
    cells.add(
        isChanged(row)
            ? Cell.of(
                new Span(
                    BOLD, words, row.verdict() == ComparisonVerdict.WORSE ? Span.RED : Span.GREEN))
            : Cell.of(PLAIN.of(brief), MARKDOWN.of(words.substring(brief.length()))));
    return cells;
  }

  private static boolean isChanged(MetricRow row) {
    return row.verdict() == ComparisonVerdict.WORSE || row.verdict() == ComparisonVerdict.BETTER;
  }

  private static Span name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? CODE.of(name) : PLAIN.of(name);
  }
}
