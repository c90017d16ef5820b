package dev.pushpull.report;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.Note;
import dev.pushpull.compare.Row;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.compare.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A comparison as a terminal shows it, in at most 120 columns where strategies have usual names. A
 * stored run may name anything, so control characters are replaced.
 */
public final class ComparisonText {

  private static final int WIDTH = 120;
  private static final String RESET = "\u001b[0m";

  private final Comparison comparison;
  private final boolean colour;

  private ComparisonText(Comparison comparison, boolean colour) {
    this.comparison = comparison;
    this.colour = colour;
  }

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(Comparison comparison, boolean colour) {
    return new ComparisonText(comparison, colour).text();
  }

  /** One row in one line, such as {@code sse, staleness p95: worse, +12.0 % (+8.1…+16.1)}. */
  public static String line(Row row) {
    return Printable.line(
        "%s, %s: %s, %s"
            .formatted(
                ComparisonWords.strategies(row.strategies()),
                row.metric().title(),
                row.judgement().words(),
                ComparisonWords.difference(row)));
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.addAll(
        wrapped(
            "base %s, candidate %s"
                .formatted(comparison.base().runId(), comparison.candidate().runId())));
    comparison.byWorkload().forEach((workload, pairs) -> lines.addAll(section(workload, pairs)));
    lines.add("");
    lines.addAll(wrapped(comparison.rows().size() + " rows: " + ComparisonWords.tally(comparison)));
    ComparisonWords.legend(comparison).forEach(sentence -> lines.addAll(wrapped(sentence)));
    if (!comparison.notes().isEmpty()) {
      lines.add("");
    }
    for (Note note : comparison.notes()) {
      lines.addAll(wrapped(note.about() + ": " + note.text()));
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> section(WorkloadInfo workload, Map<StrategyPair, List<Row>> pairs) {
    var lines = new ArrayList<>(List.of(""));
    lines.addAll(wrapped(workload.label()));
    List<String> table = table(pairs);
    lines.add(table.getFirst());
    int next = 1;
    for (var pair : pairs.entrySet()) {
      lines.addAll(wrapped(ComparisonWords.strategies(pair.getKey())));
      for (Row row : pair.getValue()) {
        lines.add(painted(table.get(next++), row.verdict()));
      }
    }
    return lines;
  }

  private static List<String> table(Map<StrategyPair, List<Row>> pairs) {
    var grid = new Grid(true);
    grid.add(List.of("", "base", "candidate", "repeats", "difference (95 %)", "adj. p", "verdict"));
    for (List<Row> rows : pairs.values()) {
      rows.forEach(row -> grid.add(cells(row)));
    }
    return grid.lines();
  }

  private static List<String> cells(Row row) {
    return List.of(
        "  " + ComparisonWords.metric(row.metric()),
        ComparisonWords.spread(row.base()),
        ComparisonWords.spread(row.candidate()),
        ComparisonWords.repeats(row),
        ComparisonWords.difference(row),
        ComparisonWords.adjustedP(row),
        row.judgement().words().replaceFirst(" repeats$", ""));
  }

  private static List<String> wrapped(String text) {
    return Wrap.lines(Printable.line(text), WIDTH);
  }

  /** Colours the verdict, which ends the line. */
  private String painted(String line, Verdict verdict) {
    boolean plain = verdict != Verdict.WORSE && verdict != Verdict.BETTER;
    if (!colour || plain) {
      return line;
    }
    String code = verdict == Verdict.WORSE ? "\u001b[31m" : "\u001b[32m";
    return line.substring(0, line.length() - verdict.toString().length()) + code + verdict + RESET;
  }
}
