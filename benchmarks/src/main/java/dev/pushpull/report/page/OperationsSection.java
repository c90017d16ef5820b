package dev.pushpull.report.page;

import com.samskivert.mustache.Mustache;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.OperationNames.Group;
import dev.pushpull.report.OperationProtocols;
import dev.pushpull.report.OperationRow;
import dev.pushpull.report.OperationsFacts;
import dev.pushpull.report.OperationsLead;
import dev.pushpull.report.OperationsMeaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sections on what one operation costs, of a page of their own or in a sweep's. */
final class OperationsSection {

  private OperationsSection() {}

  /** HTML, every text of the run escaped; only the charts that the run has figures for. */
  static String render(OperationRun run) {
    var section = new HashMap<String, Object>();
    Map<Group, List<OperationRow>> groups = OperationRow.byGroup(run);
    for (Group group : Group.values()) {
      section.put(group.name(), groups.containsKey(group));
    }
    List<OperationRow> rows = OperationRow.of(run);
    section.put("runId", run.runId());
    put(section, "lead", OperationsLead.of(run));
    section.put("sentences", OperationsMeaning.of(run));
    put(section, "troubles", troubles(run));
    put(section, "notes", OperationProtocols.notes(run));
    section.put("rows", !rows.isEmpty());
    section.put("bytes", rows.stream().anyMatch(row -> isPoll(row) && row.bytes().isPresent()));
    section.put("memory", rows.stream().anyMatch(OperationsSection::hasMemory));
    section.put("handshakes", !run.handshakes().isEmpty());
    return Mustache.compiler().escapeHTML(true).compile(Assets.operations()).execute(section);
  }

  private static List<String> troubles(OperationRun run) {
    var troubles = new ArrayList<>(OperationsFacts.completeness(run));
    troubles.addAll(OperationsFacts.reasons(run));
    return troubles;
  }

  private static void put(Map<String, Object> section, String key, List<String> lines) {
    section.put(key, lines);
    section.put("has-" + key, !lines.isEmpty());
  }

  private static boolean isPoll(OperationRow row) {
    return row.name().group() == Group.ROUND_TRIP && row.isPoll();
  }

  private static boolean hasMemory(OperationRow row) {
    return row.figure(FigureNames.HEAP_PER_CONNECTION).isPresent()
        || row.figure(FigureNames.RSS_PER_CONNECTION).isPresent();
  }
}
