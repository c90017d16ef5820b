package dev.pushpull.report.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.compare.Comparison;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Lead;
import dev.pushpull.report.Meaning;
import dev.pushpull.report.Protocols;
import dev.pushpull.report.Rows;
import dev.pushpull.report.StoryTable;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code report.html}: a run as one file that asks the network for nothing and runs under a strict
 * content security policy. A pure function of what the run's folder holds: no clock, no locale.
 */
public final class ReportPage {

  private ReportPage() {}

  /**
   * The whole file. Histograms and traces that are missing or broken are reported on the page.
   *
   * @param run the run's results
   * @param folder where they lie, for the histograms and traces of its trials
   */
  public static String render(RunResults run, Path folder) {
    return render(run, folder, Optional.empty());
  }

  /**
   * The same with sections on single operations.
   *
   * @param operations those that joined the run
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
    StoredTrials stored = StoredTrials.read(folder, run);
    String style = Assets.style() + (operations.isPresent() ? Assets.operationsStyle() : "");
    List<String> scripts = Assets.scripts(operations.isPresent());
    var page = new HashMap<String, Object>(PageFacts.of(run));
    page.putAll(Warnings.of(run, stored));
    page.put("csp", Assets.policy(style, scripts));
    page.put("css", style);
    page.put("scripts", scripts);
    page.put("d3Version", Assets.d3Version());
    page.put("answers", answers(run));
    page.put(
        "hasStory", Rows.of(run).values().stream().anyMatch(r -> StoryTable.of(r).isPresent()));
    page.put("comparison", comparison);
    page.put("operations", operations.map(OperationsSection::render).orElse(""));
    page.put("data", Assets.harmless(ResultJson.compact(PageRows.of(run, stored, operations))));
    return Mustache.compiler().escapeHTML(true).compile(Assets.template()).execute(page);
  }

  private static List<Map<String, Object>> answers(RunResults run) {
    var answers = new ArrayList<Map<String, Object>>();
    Rows.of(run)
        .forEach(
            (workload, rows) ->
                answers.add(answer(workload.label(), Lead.of(run, rows), Meaning.of(rows))));
    List<String> notes = Protocols.notes(run);
    if (!notes.isEmpty()) {
      answers.add(answer(Protocols.TITLE, List.of(), notes));
    }
    return answers;
  }

  private static Map<String, Object> answer(
      String workload, List<String> lead, List<String> sentences) {
    return Map.of(
        "workload",
        workload,
        "hasLead",
        !lead.isEmpty(),
        "lead",
        lead,
        "hasSentences",
        !sentences.isEmpty(),
        "sentences",
        sentences);
  }
}
