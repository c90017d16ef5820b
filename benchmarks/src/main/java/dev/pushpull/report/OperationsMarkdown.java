package dev.pushpull.report;

import dev.pushpull.operation.OperationRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Single operations as a pull request shows them: {@code summary.md}, or a part of it. */
public final class OperationsMarkdown {

  private OperationsMarkdown() {}

  /** The whole file of a run of operations alone. */
  public static String render(OperationRun run) {
    var at = run.environment();
    return "## pushpull %s\n\n%s\n%s; %s; %s, %s cores; build %s; made by %s.\n"
        .formatted(
            Markdown.escaped(run.runId()),
            section(run),
            Markdown.escaped(at.jdk()),
            Markdown.escaped(at.os()),
            Markdown.escaped(at.cpu()),
            at.cores(),
            at.git().isEmpty() ? "unknown" : Markdown.escaped(at.git()),
            Markdown.code(at.command()));
  }

  /** The part, for the summary of a sweep that operations joined. */
  public static String section(OperationRun run) {
    var lines = new ArrayList<>(List.of("### What one operation costs"));
    OperationsFacts.completeness(run)
        .forEach(line -> lines.addAll(List.of("", "**" + line + "**")));
    OperationsLead.of(run).forEach(text -> lines.addAll(List.of("", Markdown.escaped(text))));
    lines.add("");
    lines.addAll(items(OperationsMeaning.of(run)));
    List<OperationTable> tables = OperationTable.of(run);
    tables.forEach(table -> lines.addAll(table(table)));
    if (!tables.isEmpty()) {
      lines.addAll(List.of("", Markdown.escaped(OperationsFacts.LEGEND)));
    }
    titled(lines, Protocols.TITLE, OperationProtocols.notes(run));
    titled(lines, "Not VALID", OperationsFacts.reasons(run));
    return String.join("\n", lines) + "\n";
  }

  private static void titled(List<String> lines, String title, List<String> texts) {
    if (!texts.isEmpty()) {
      lines.addAll(List.of("", "#### " + title, ""));
      lines.addAll(items(texts));
    }
  }

  private static List<String> items(List<String> texts) {
    return texts.stream().map(text -> "- " + Markdown.escaped(text)).toList();
  }

  private static List<String> table(OperationTable table) {
    var lines = new ArrayList<>(List.of("", "#### " + table.title(), ""));
    lines.add(
        row("operation", table.columns().stream().map(OperationTable.Column::heading), "verdict"));
    lines.add(row("---", table.columns().stream().map(_ -> "---:"), "---"));
    for (OperationRow row : table.rows()) {
      lines.add(
          row(
              Markdown.code(row.name().label()),
              table.cells(row).stream().map(Markdown::escaped),
              row.verdict().toString()));
    }
    if (!table.notes().isEmpty()) {
      lines.add("");
      table.notes().forEach(note -> lines.add(Markdown.escaped(note)));
    }
    return lines;
  }

  private static String row(String first, Stream<String> cells, String last) {
    return "| %s | %s%s |"
        .formatted(first, cells.map(cell -> cell + " | ").collect(Collectors.joining()), last);
  }
}
