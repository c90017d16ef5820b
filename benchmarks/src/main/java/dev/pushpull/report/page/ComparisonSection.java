package dev.pushpull.report.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.Note;
import dev.pushpull.compare.Row;
import dev.pushpull.report.ComparisonWords;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page's section on how a run differs from another one. */
final class ComparisonSection {

  private record Line(
      String strategy,
      String metric,
      String base,
      String candidate,
      String repeats,
      String difference,
      String p,
      String kind,
      String verdict) {}

  private record Table(String label, List<Line> rows) {}

  private ComparisonSection() {}

  /** HTML, every text of the runs escaped. */
  static String render(Comparison comparison) {
    List<String> urgent = notes(comparison, true);
    List<String> others = notes(comparison, false);
    var section = new HashMap<String, Object>();
    section.put("base", comparison.base().runId());
    section.put("candidate", comparison.candidate().runId());
    section.put("tally", ComparisonWords.tally(comparison));
    section.put("rowCount", comparison.rows().size());
    section.put("hasUrgent", !urgent.isEmpty());
    section.put("urgent", urgent);
    section.put("workloads", tables(comparison));
    section.put("legend", ComparisonWords.legend(comparison));
    section.put("hasNotes", !others.isEmpty());
    section.put("notes", others);
    return Mustache.compiler().escapeHTML(true).compile(Assets.comparison()).execute(section);
  }

  private static List<String> notes(Comparison comparison, boolean unfinished) {
    return comparison.notes().stream()
        .filter(note -> (note.about() == Note.About.UNFINISHED) == unfinished)
        .map(note -> note.about() + ": " + note.text())
        .toList();
  }

  private static List<Table> tables(Comparison comparison) {
    var tables = new ArrayList<Table>();
    for (Map.Entry<WorkloadInfo, ?> entry : comparison.byWorkload().entrySet()) {
      WorkloadInfo workload = entry.getKey();
      tables.add(
          new Table(
              workload.label(),
              comparison.rows().stream()
                  .filter(row -> row.workload().equals(workload))
                  .map(ComparisonSection::line)
                  .toList()));
    }
    return tables;
  }

  private static Line line(Row row) {
    return new Line(
        ComparisonWords.strategies(row.strategies()),
        ComparisonWords.metric(row.metric()),
        ComparisonWords.spread(row.base()),
        ComparisonWords.spread(row.candidate()),
        ComparisonWords.repeats(row),
        ComparisonWords.difference(row),
        ComparisonWords.adjustedP(row),
        row.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        row.judgement().words());
  }
}
