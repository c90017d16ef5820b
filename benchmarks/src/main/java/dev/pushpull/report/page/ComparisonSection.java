package dev.pushpull.report.page;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.compare.Note;
import dev.pushpull.report.comparison.ComparisonWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page's section on how a run differs from another one. */
final class ComparisonSection {

  private record Line(
      String strategy, String metric, List<String> figures, String kind, String verdict) {}

  private record Table(String label, List<Line> rows) {}

  private ComparisonSection() {}

  /** HTML, every text of the runs escaped. */
  static String render(Comparison comparison) {
    var tables = new ArrayList<Table>();
    comparison
        .byWorkload()
        .forEach(
            (workload, pairs) ->
                tables.add(
                    new Table(
                        workload.label(),
                        pairs.values().stream()
                            .flatMap(List::stream)
                            .map(ComparisonSection::line)
                            .toList())));
    return HtmlPage.fill(
        ComparisonSection.class,
        "comparison.mustache",
        Map.of(
            "base", comparison.base().runId(),
            "candidate", comparison.candidate().runId(),
            "tally", ComparisonWords.tally(comparison),
            "rowCount", comparison.rows().size(),
            "urgent", notes(comparison, true),
            "workloads", tables,
            "legend", ComparisonWords.legend(comparison),
            "notes", notes(comparison, false)));
  }

  private static List<String> notes(Comparison comparison, boolean unfinished) {
    return comparison.notes().stream()
        .filter(note -> (note.about() == Note.About.UNFINISHED) == unfinished)
        .map(note -> note.about() + ": " + note.text())
        .toList();
  }

  private static Line line(MetricRow row) {
    return new Line(
        ComparisonWords.strategies(row.strategies()),
        ComparisonWords.metric(row.metric()),
        ComparisonWords.figures(row),
        row.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        row.judgement().words());
  }
}
