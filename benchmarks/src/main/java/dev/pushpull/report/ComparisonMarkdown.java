package dev.pushpull.report;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.Note;
import dev.pushpull.compare.Row;
import dev.pushpull.compare.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code compare.md}: a comparison to paste into a pull request. What changed comes first, all rows
 * are folded below it. A stored run may name anything, so names are escaped.
 */
public final class ComparisonMarkdown {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9@.~%=_/+-]{1,80}");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#|~!&$@]");
  private static final String HEADING =
      """
      | strategy | metric | base | candidate | repeats | difference (95 %) | adjusted p | verdict |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\
      """;

  private final Comparison comparison;
  private final List<String> lines = new ArrayList<>();

  private ComparisonMarkdown(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The whole file. */
  public static String render(Comparison comparison) {
    return new ComparisonMarkdown(comparison).text();
  }

  private String text() {
    lines.add(
        "## pushpull: %s against %s"
            .formatted(name(comparison.candidate().runId()), name(comparison.base().runId())));
    paragraph("**" + ComparisonWords.tally(comparison) + "** of " + rowCount());
    notes(Note.About.UNFINISHED);
    changes();
    allRows();
    paragraph(String.join(" ", ComparisonWords.legend(comparison)));
    for (Note.About about : Note.About.values()) {
      if (about != Note.About.UNFINISHED) {
        notes(about);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String rowCount() {
    return comparison.rows().size() + " rows (strategy × metric).";
  }

  private void changes() {
    for (WorkloadInfo workload : comparison.byWorkload().keySet()) {
      List<Row> changed =
          rows(workload).stream()
              .filter(row -> row.verdict() == Verdict.WORSE || row.verdict() == Verdict.BETTER)
              .toList();
      if (!changed.isEmpty()) {
        paragraph("### What changed: " + escaped(workload.label()));
        table(changed);
      }
    }
  }

  private void allRows() {
    paragraph("<details><summary>All " + comparison.rows().size() + " rows</summary>");
    for (WorkloadInfo workload : comparison.byWorkload().keySet()) {
      paragraph("#### " + escaped(workload.label()));
      table(rows(workload));
    }
    paragraph("</details>");
  }

  private List<Row> rows(WorkloadInfo workload) {
    return comparison.rows().stream().filter(row -> row.workload().equals(workload)).toList();
  }

  private void table(List<Row> rows) {
    paragraph(HEADING);
    for (Row row : rows) {
      lines.add("| " + String.join(" | ", cells(row)) + " |");
    }
  }

  private static List<String> cells(Row row) {
    boolean bold = row.verdict() == Verdict.WORSE || row.verdict() == Verdict.BETTER;
    return List.of(
        strategies(row),
        ComparisonWords.metric(row.metric()),
        ComparisonWords.spread(row.base()),
        ComparisonWords.spread(row.candidate()),
        ComparisonWords.repeats(row),
        ComparisonWords.difference(row),
        ComparisonWords.adjustedP(row),
        bold ? "**" + row.judgement().words() + "**" : row.judgement().words());
  }

  private static String strategies(Row row) {
    String base = name(row.strategies().base());
    String candidate = name(row.strategies().candidate());
    return base.equals(candidate) ? base : base + " → " + candidate;
  }

  private void notes(Note.About about) {
    List<Note> found = comparison.notes().stream().filter(n -> n.about() == about).toList();
    if (!found.isEmpty()) {
      lines.add("");
      found.forEach(note -> lines.add("- **" + about + "**: " + escaped(note.text())));
    }
  }

  private void paragraph(String text) {
    lines.add("");
    lines.add(text);
  }

  private static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? "`" + name + "`" : escaped(name);
  }

  private static String escaped(String text) {
    return MARKUP.matcher(Printable.line(text)).replaceAll("\\\\$0");
  }
}
