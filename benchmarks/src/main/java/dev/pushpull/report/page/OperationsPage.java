package dev.pushpull.report.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.report.OperationsFacts;
import dev.pushpull.result.ResultJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * {@code report.html} of a run of single operations alone: one file that asks the network for
 * nothing and runs under a strict content security policy. A pure function of the run: no clock, no
 * locale.
 */
public final class OperationsPage {

  /** What the page's scripts find; all charts share the tools that read {@code metrics}. */
  private record Data(String runId, List<PageData.Metric> metrics, OperationsData operations) {}

  private OperationsPage() {}

  /** The whole file. */
  public static String render(OperationRun run) {
    String style = Assets.style() + Assets.operationsStyle();
    List<String> scripts = Assets.operationsScripts();
    var page = new HashMap<String, Object>();
    page.put("title", "pushpull: " + run.runId());
    page.put("runId", run.runId());
    page.put("badge", OperationsFacts.tally(run));
    page.put("badgeClass", OperationsFacts.worst(run).name());
    page.put("operations", OperationsSection.render(run));
    page.put("asked", asked(run));
    page.put("environment", PageFacts.environment(run.environment()));
    page.put("command", run.environment().command());
    page.put("csp", Assets.policy(style, scripts));
    page.put("css", style);
    page.put("scripts", scripts);
    page.put("d3Version", Assets.d3Version());
    var data = new Data(run.runId(), List.of(), OperationsData.of(run));
    page.put("data", Assets.harmless(ResultJson.compact(data)));
    return Mustache.compiler().escapeHTML(true).compile(Assets.operationsPage()).execute(page);
  }

  private static List<PageFacts.Fact> asked(OperationRun run) {
    var facts = new ArrayList<PageFacts.Fact>();
    facts.add(new PageFacts.Fact("suite", run.suite()));
    facts.add(new PageFacts.Fact("operations", Integer.toString(run.specs().size())));
    run.specs().stream()
        .map(OperationsPage::effort)
        .distinct()
        .forEach(text -> facts.add(new PageFacts.Fact("each", text)));
    return facts;
  }

  private static String effort(OperationSpec spec) {
    return "%s %s, warm-up %s, measured %s"
        .formatted(
            spec.forks(), spec.forks() == 1 ? "fork" : "forks", spec.warmup(), spec.measurement());
  }
}
