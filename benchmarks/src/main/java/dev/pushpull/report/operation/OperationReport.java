package dev.pushpull.report.operation;

import static dev.pushpull.report.Span.Style.BOLD;
import static dev.pushpull.report.Span.Style.PLAIN;

import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.HandshakeStep;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Document;
import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.MarkdownRenderer;
import dev.pushpull.report.TextRenderer;
import dev.pushpull.report.sweep.Protocols;
import dev.pushpull.report.sweep.SweepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Single operations as text: a table for each group, what they mean, handshakes step by step, and
 * why operations are not VALID.
 */
public final class OperationReport {

  private OperationReport() {}

  /** For a terminal, of at most 120 columns for the built-in suites. */
  public static String text(OperationRun run, boolean colour) {
    var text = new Document().paragraphs(OperationNotices.completeness(run));
    OperationTable.add(text, run);
    for (Handshake handshake : run.handshakes()) {
      String title =
          "Step by step: %s (%s), medians of %s"
              .formatted(handshake.title(), handshake.protocol(), handshake.rounds());
      text.paragraph(PLAIN.of(title)).add(table(handshake)).gap();
    }
    legend(text, run).gap();
    text.paragraphs(OperationRecommendation.of(run)).gap();
    text.paragraphs(OperationFindings.of(run)).gap();
    text.paragraphs(OperationProtocols.notes(run)).gap();
    text.add(new Document.Notes(OperationNotices.reasons(run)));
    return TextRenderer.render(text, colour);
  }

  /** {@code summary.md} of a run of operations alone: for a pull request. */
  public static String markdown(OperationRun run) {
    var document = new Document().heading(2, PLAIN.of("pushpull " + run.runId()));
    section(run, document).paragraph(SweepReport.madeBy("", run.environment()));
    return MarkdownRenderer.render(document);
  }

  /** Its part without head and foot, for the summary of a sweep that operations joined. */
  public static String section(OperationRun run) {
    return MarkdownRenderer.render(section(run, new Document()));
  }

  private static Document section(OperationRun run, Document document) {
    document.heading(3, PLAIN.of("What one operation costs"));
    document.paragraphs(BOLD, OperationNotices.completeness(run));
    document.paragraphs(OperationRecommendation.of(run)).notes(OperationFindings.of(run));
    OperationTable.add(document, run);
    return legend(document, run)
        .notes(4, Protocols.TITLE, Document.plain(OperationProtocols.notes(run)))
        .notes(4, "Not VALID", OperationNotices.reasons(run));
  }

  private static Document legend(Document document, OperationRun run) {
    return run.operations().isEmpty()
        ? document
        : document.paragraph(PLAIN.of(OperationNotices.LEGEND));
  }

  private static Table table(Handshake handshake) {
    var columns = new ArrayList<>(List.of(Column.text("  ")));
    Stream.of("from", "to", "up", "down").map(Column::figures).forEach(columns::add);
    columns.add(Column.text(""));
    return new Table(columns, handshake.steps().stream().map(OperationReport::cells).toList());
  }

  private static List<Cell> cells(HandshakeStep step) {
    return Stream.of(
            "  " + step.name(),
            OperationValue.time(step.startMicros()),
            OperationValue.time(step.endMicros()),
            step.bytesUp() + " B",
            step.bytesDown() + " B",
            "")
        .map(Cell::of)
        .toList();
  }
}
