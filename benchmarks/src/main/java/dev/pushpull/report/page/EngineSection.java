package dev.pushpull.report.page;

import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.Span;
import dev.pushpull.report.sweep.EngineTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page's section on engines that ran the same strategies. */
final class EngineSection {

  private EngineSection() {}

  /** HTML, every text of the run escaped; empty for a run on one engine. */
  static String render(EngineTables engines) {
    var tables = new ArrayList<Map<String, Object>>();
    engines.tables().forEach((workload, table) -> tables.add(table(workload.label(), table)));
    return tables.isEmpty()
        ? ""
        : HtmlPage.fill(
            EngineSection.class,
            "engines.mustache",
            Map.of(
                "title",
                EngineTables.TITLE,
                "legend",
                EngineTables.LEGEND,
                "sentences",
                engines.sentences(),
                "workloads",
                tables));
  }

  /** Rows of one cell name the strategy of those that follow. */
  private static Map<String, Object> table(String label, Table table) {
    var lines = new ArrayList<Map<String, Object>>();
    String strategy = "";
    for (List<Cell> row : table.rows()) {
      if (row.size() == 1) {
        strategy = text(row.getFirst());
      } else {
        List<Map<String, Object>> figures =
            row.stream()
                .skip(1)
                .map(cell -> Map.<String, Object>of("text", text(cell), "range", cell.aside()))
                .toList();
        lines.add(Map.of("strategy", strategy, "engine", text(row.getFirst()), "figures", figures));
        strategy = "";
      }
    }
    List<String> titles = table.columns().stream().map(column -> column.title()).toList();
    return Map.of("label", label, "titles", titles, "rows", lines);
  }

  private static String text(Cell cell) {
    return cell.text().stream()
        .filter(span -> span.style() != Span.Style.TERMINAL)
        .map(Span::text)
        .collect(Collectors.joining());
  }
}
