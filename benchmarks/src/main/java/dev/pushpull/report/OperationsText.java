package dev.pushpull.report;

import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.HandshakeStep;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Single operations as a terminal shows them: a table for each group, what they mean, handshakes
 * step by step, and why operations are not VALID. At most 120 columns for the built-in suites.
 */
public final class OperationsText {

  private static final int WIDTH = 120;

  private OperationsText() {}

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(OperationRun run, boolean colour) {
    var lines = new ArrayList<>(OperationsFacts.completeness(run));
    List<OperationTable> tables = OperationTable.of(run);
    for (OperationTable table : tables) {
      lines.add(table.title());
      lines.addAll(grid(table));
      table.notes().forEach(note -> wrap(lines, note));
      lines.add("");
    }
    run.handshakes().forEach(handshake -> lines.addAll(handshake(handshake)));
    if (!tables.isEmpty()) {
      wrap(lines, OperationsFacts.LEGEND);
      lines.add("");
    }
    OperationsLead.of(run).forEach(sentence -> wrap(lines, sentence));
    lines.add("");
    OperationsMeaning.of(run).forEach(sentence -> wrap(lines, sentence));
    lines.add("");
    OperationProtocols.notes(run).forEach(note -> wrap(lines, note));
    lines.add("");
    OperationsFacts.reasons(run).forEach(reason -> wrap(lines, reason));
    String text = String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip() + "\n";
    return colour ? painted(text) : text;
  }

  private static void wrap(List<String> lines, String text) {
    lines.addAll(Wrap.lines(Printable.line(text), WIDTH));
  }

  private static List<String> grid(OperationTable table) {
    var grid = new Grid(true);
    grid.add(row("", table.columns().stream().map(OperationTable.Column::title), ""));
    grid.add(row("", table.columns().stream().map(OperationTable.Column::unit), "verdict"));
    for (OperationRow row : table.rows()) {
      grid.add(
          row(
              Printable.line(row.name().label()),
              table.cells(row).stream(),
              row.verdict().toString()));
    }
    return grid.lines();
  }

  private static List<String> row(String first, Stream<String> cells, String last) {
    return Stream.of(Stream.of("  " + first), cells, Stream.of(last))
        .flatMap(part -> part)
        .toList();
  }

  private static List<String> handshake(Handshake handshake) {
    var grid = new Grid(true);
    grid.add(List.of("  ", "from", "to", "up", "down", ""));
    for (HandshakeStep step : handshake.steps()) {
      grid.add(
          List.of(
              "  " + Printable.line(step.name()),
              OperationValue.time(step.startMicros()),
              OperationValue.time(step.endMicros()),
              step.bytesUp() + " B",
              step.bytesDown() + " B",
              ""));
    }
    var lines = new ArrayList<String>();
    wrap(
        lines,
        "Step by step: %s (%s), medians of %s"
            .formatted(handshake.title(), handshake.protocol(), handshake.rounds()));
    lines.addAll(grid.lines());
    lines.add("");
    return lines;
  }

  /** Colours the verdicts' words, which are there with and without colour. */
  private static String painted(String text) {
    String painted = text;
    for (Verdict verdict : Verdict.values()) {
      painted =
          painted.replaceAll(
              "(?m)(^| )" + verdict + "($|:)",
              "$1" + ConsoleReport.code(verdict) + verdict + ConsoleReport.RESET + "$2");
    }
    return painted;
  }
}
