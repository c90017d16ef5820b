package dev.pushpull.report.page;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Span;
import dev.pushpull.report.operation.OperationFindings;
import dev.pushpull.report.operation.OperationNames.Group;
import dev.pushpull.report.operation.OperationNotices;
import dev.pushpull.report.operation.OperationProtocols;
import dev.pushpull.report.operation.OperationRecommendation;
import dev.pushpull.report.operation.OperationRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The sections on what one operation costs, of a page of their own or in a sweep's. */
final class OperationsSection {

  /** What they add to the look. */
  static final String STYLE = "operations.css";

  /** What they are drawn by. */
  static final List<String> SCRIPTS =
      List.of(
          "operations.js",
          "fanout.js",
          "delivery.js",
          "bytes.js",
          "handshake.js",
          "operations-table.js");

  private OperationsSection() {}

  /** HTML, every text of the run escaped; only the charts that the run has figures for. */
  static String render(OperationRun run) {
    List<OperationRow> rows = OperationRow.of(run);
    var troubles = new ArrayList<>(OperationNotices.completeness(run));
    OperationNotices.reasons(run).stream().map(Span::join).forEach(troubles::add);
    var section = new HashMap<String, Object>();
    for (Group group : Group.values()) {
      section.put(group.name(), OperationRow.byGroup(run).containsKey(group));
    }
    section.put("runId", run.runId());
    section.put("lead", OperationRecommendation.of(run));
    section.put("sentences", OperationFindings.of(run));
    section.put("troubles", troubles);
    section.put("notes", OperationProtocols.notes(run));
    section.put("rows", !rows.isEmpty());
    section.put("bytes", rows.stream().anyMatch(row -> isPoll(row) && row.bytes().isPresent()));
    section.put("memory", rows.stream().anyMatch(OperationsSection::hasMemory));
    section.put("handshakes", !run.handshakes().isEmpty());
    return HtmlPage.fill(OperationsSection.class, "operations.mustache", section);
  }

  private static boolean isPoll(OperationRow row) {
    return row.name().group() == Group.ROUND_TRIP && row.isPoll();
  }

  private static boolean hasMemory(OperationRow row) {
    return row.figure(FigureNames.HEAP_PER_CONNECTION).isPresent()
        || row.figure(FigureNames.RSS_PER_CONNECTION).isPresent();
  }
}
