package dev.pushpull.report.page;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.operation.OperationNotices;
import dev.pushpull.spec.OperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code report.html} of a run of single operations alone: one file, a pure function of the run.
 */
public final class OperationsPage {

  /** What the page's scripts find; all charts share the tools that read {@code metrics}. */
  private record Data(String runId, List<PageData.Metric> metrics, OperationsData operations) {}

  private OperationsPage() {}

  /** The whole file. */
  public static String render(OperationRun run) {
    return HtmlPage.render(
        OperationsPage.class,
        "operations-page.mustache",
        List.of(OperationsSection.STYLE),
        Stream.concat(OperationsSection.SCRIPTS.stream(), Stream.of("operations-main.js")).toList(),
        Map.of(
            "title", "pushpull: " + run.runId(),
            "runId", run.runId(),
            "badge", OperationNotices.tally(run),
            "badgeClass", OperationNotices.worst(run).name(),
            "operations", OperationsSection.render(run),
            "asked", asked(run),
            "environment", PageFacts.environment(run.environment()),
            "command", run.environment().command()),
        new Data(run.runId(), List.of(), OperationsData.of(run)));
  }

  private static List<Fact> asked(OperationRun run) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("suite", run.suite()));
    facts.add(Fact.of("operations", run.specs().size()));
    run.specs().stream()
        .map(OperationsPage::effort)
        .distinct()
        .forEach(text -> facts.add(Fact.of("each", text)));
    return facts;
  }

  private static String effort(OperationSpec spec) {
    return "%s %s, warm-up %s, measured %s"
        .formatted(
            spec.forks(), spec.forks() == 1 ? "fork" : "forks", spec.warmup(), spec.measurement());
  }
}
