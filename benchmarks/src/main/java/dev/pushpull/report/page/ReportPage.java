package dev.pushpull.report.page;

import dev.pushpull.compare.Comparison;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Document;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.Span;
import dev.pushpull.report.TargetNotes;
import dev.pushpull.report.sweep.EngineTables;
import dev.pushpull.report.sweep.Protocols;
import dev.pushpull.report.sweep.Row;
import dev.pushpull.report.sweep.Rows;
import dev.pushpull.report.sweep.ScenarioTable;
import dev.pushpull.report.sweep.SweepFindings;
import dev.pushpull.report.sweep.SweepRecommendation;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code report.html}: a run as one file, a pure function of what the run's folder holds.
 * Histograms and traces that are missing or broken are reported on the page.
 */
public final class ReportPage {

  private static final List<String> SCRIPTS =
      List.of(
          "story.js",
          "tradeoff.js",
          "lanes.js",
          "percentiles.js",
          "overtime.js",
          "table.js",
          "main.js");

  private record Answer(String workload, List<String> lead, List<String> sentences) {}

  private ReportPage() {}

  /**
   * The whole file.
   *
   * @param run the run's results
   * @param folder where they lie, for the histograms and traces of its trials
   * @param operations single ones that joined the run, for sections of their own
   */
  public static String render(RunResults run, Path folder, Optional<OperationRun> operations) {
    return render(run, folder, "", operations);
  }

  /**
   * The same with a section on how the run differs from another one.
   *
   * @param run the comparison's candidate
   */
  public static String render(RunResults run, Path folder, Comparison comparison) {
    return render(run, folder, ComparisonSection.render(comparison), Optional.empty());
  }

  private static String render(
      RunResults run, Path folder, String comparison, Optional<OperationRun> operations) {
    Map<WorkloadInfo, List<Row>> tables = Rows.of(run);
    StoredTrials stored = StoredTrials.read(folder, run);
    var page = new HashMap<String, Object>(PageFacts.of(run));
    page.putAll(Warnings.of(run, stored));
    page.put("answers", answers(run, tables));
    page.put("target", TargetNotes.of(run));
    page.put("twoEnded", run.trials().stream().anyMatch(ReportPage::isTwoEnded));
    page.put(
        "counted",
        TargetNotes.counted(
                tables.values().stream()
                    .flatMap(List::stream)
                    .flatMap(row -> row.trials().stream()))
            .map(ReportPage::table)
            .stream()
            .toList());
    page.put(
        "hasStory", tables.values().stream().anyMatch(rows -> ScenarioTable.of(rows).isPresent()));
    page.put("engines", EngineSection.render(EngineTables.of(run)));
    page.put("comparison", comparison);
    page.put("operations", operations.map(OperationsSection::render).orElse(""));
    Stream<String> first =
        operations.isPresent() ? OperationsSection.SCRIPTS.stream() : Stream.of();
    return HtmlPage.render(
        ReportPage.class,
        "page.mustache",
        operations.isPresent() ? List.of(OperationsSection.STYLE) : List.of(),
        Stream.concat(first, SCRIPTS.stream()).toList(),
        page,
        PageRows.of(run, tables, stored, operations));
  }

  private static boolean isTwoEnded(TrialResult trial) {
    return trial.target() != null && !trial.countedOnly();
  }

  private static Map<String, Object> table(Table table) {
    return Map.of(
        "title",
        TargetNotes.COUNTED,
        "titles",
        table.columns().stream().map(Document.Column::title).toList(),
        "rows",
        table.rows().stream()
            .map(row -> row.stream().map(cell -> Span.join(cell.text())).toList())
            .toList());
  }

  private static List<Answer> answers(RunResults run, Map<WorkloadInfo, List<Row>> tables) {
    var answers = new ArrayList<Answer>();
    tables.forEach(
        (workload, rows) ->
            answers.add(
                new Answer(
                    workload.label(), SweepRecommendation.of(run, rows), SweepFindings.of(rows))));
    List<String> notes = Protocols.notes(tables.values());
    if (!notes.isEmpty()) {
      answers.add(new Answer(Protocols.TITLE, List.of(), notes));
    }
    return answers;
  }
}
