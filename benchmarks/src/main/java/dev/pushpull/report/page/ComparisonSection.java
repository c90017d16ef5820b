package dev.pushpull.report.page;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.report.ComparisonWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The page's section on how a run differs from another one. */
final class ComparisonSection {

  private ComparisonSection() {}

  /** HTML, every text of the runs escaped. */
  static String render(Comparison comparison) {
    var tables = new ArrayList<Map<String, Object>>();
    comparison
        .byWorkload()
        .forEach(
            (workload, pairs) -> {
              Stream<MetricRow> rows = pairs.values().stream().flatMap(List::stream);
              List<Map<String, Object>> lines = rows.map(ComparisonSection::line).toList();
              tables.add(Map.of("label", workload.label(), "rows", lines));
            });
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

  private static List<String> notes(Comparison comparison, boolean first) {
    return comparison.notes().stream()
        .filter(note -> note.about().comesFirst() == first)
        .map(note -> note.about() + ": " + note.text())
        .toList();
  }

  private static Map<String, Object> line(MetricRow row) {
    return Map.of(
        "strategy", ComparisonWords.strategies(row.strategies()),
        "metric", ComparisonWords.metric(row.metric()),
        "figures", ComparisonWords.figures(row),
        "kind", row.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "verdict", row.judgement().words());
  }
}
