package dev.pushpull.report.operation;

import static dev.pushpull.report.Span.Style.CODE;
import static dev.pushpull.report.Span.Style.PLAIN;
import static dev.pushpull.report.Span.Style.TERMINAL;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Document;
import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.Span;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Groups of operations as tables: columns that none has a figure for are left out, and units stand
 * in the heading.
 */
final class OperationTable {

  /** Marks a protocol that is not comparable with the WebSocket rows of the same table. */
  private static final String OTHER_PROTOCOL = "†";

  private record OperationColumn(
      String title, String unit, Function<OperationRow, Optional<String>> cell) {}

  /** The unit of times in a table. */
  private record Unit(String name, double micros) {}

  private static final Unit MICROS = new Unit("µs", 1);
  private static final Unit MILLIS = new Unit("ms", 1e3);
  private static final Unit NANOS = new Unit("ns", 1e-3);

  private OperationTable() {}

  /** Adds a table for each group that the run has operations of, and what the marks in it mean. */
  static void add(Document document, OperationRun run) {
    OperationRow.byGroup(run)
        .forEach(
            (group, rows) -> {
              boolean meets = OperationProtocols.meets(rows);
              document.heading(4, PLAIN.of(group.title())).add(table(group, rows, meets));
              if (meets) {
                String footnote = OTHER_PROTOCOL + " " + OperationProtocols.DIFFERENT + ".";
                document.paragraph(PLAIN.of(footnote));
              }
              document.gap();
            });
  }

  private static Table table(OperationNames.Group group, List<OperationRow> rows, boolean meets) {
    Stream<OperationColumn> all =
        Stream.concat(
            Stream.of(
                new OperationColumn("protocol", "", row -> protocol(row, meets)),
                number("payload", "B"),
                new OperationColumn("other", "", row -> text(row.otherParams()))),
            switch (group) {
              case FAN_OUT -> fanOut();
              case DELIVERY -> delivery();
              case HARNESS -> times(NANOS);
              case ROUND_TRIP, CONNECT, OTHER -> times(MICROS);
            });
    List<OperationColumn> filled =
        all.filter(of -> rows.stream().anyMatch(row -> of.cell.apply(row).isPresent())).toList();
    var columns = new ArrayList<>(List.of(new Column("  ", "  ", "operation", false)));
    for (OperationColumn of : filled) {
      String unit = of.unit.isEmpty() ? "" : ", " + of.unit;
      columns.add(new Column(of.title, of.unit, of.title + unit, true));
    }
    columns.add(Column.text("verdict"));
    return new Table(columns, rows.stream().map(row -> cells(row, filled)).toList());
  }

  private static List<Cell> cells(OperationRow row, List<OperationColumn> filled) {
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of(TERMINAL.of("  "), CODE.of(row.name().label())));
    filled.forEach(of -> cells.add(Cell.of(of.cell.apply(row).orElse(Numbers.NONE))));
    cells.add(Cell.of(Span.of(PLAIN, row.verdict())));
    return cells;
  }

  private static OperationColumn number(String param, String unit) {
    return new OperationColumn(param, unit, row -> row.number(param).map(n -> Integer.toString(n)));
  }

  private static Optional<String> protocol(OperationRow row, boolean meets) {
    return text(row.protocol())
        .map(text -> meets && row.isHttp2() ? text + " " + OTHER_PROTOCOL : text);
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Printable.line(text));
  }

  private static Stream<OperationColumn> times(Unit unit) {
    return Stream.of(
        score("mean", unit),
        time("p50", FigureNames.LATENCY + "p50", unit),
        time("p99", FigureNames.LATENCY + "p99", unit),
        time("floor", FigureNames.FLOOR + "p50", unit),
        plain("× floor", FigureNames.FLOOR_RATIO, ""),
        time("server", FigureNames.SERVER_CPU, unit),
        new OperationColumn(
            "share", "%", row -> row.serverShare().map(v -> Numbers.rough(100 * v))),
        plain("up", FigureNames.BYTES_UP, "B"),
        plain("down", FigureNames.BYTES_DOWN, "B"),
        plain("alloc.", FigureNames.ALLOCATION, "B"));
  }

  private static Stream<OperationColumn> fanOut() {
    return Stream.of(
        number("receivers", ""),
        score("mean", MICROS),
        time("first", FigureNames.FIRST, MICROS),
        time("median", FigureNames.MEDIAN, MICROS),
        time("last", FigureNames.LAST, MICROS),
        time("each", FigureNames.PER_RECEIVER, MICROS),
        time("server", FigureNames.SERVER_CPU, MICROS),
        plain("heap/conn.", FigureNames.HEAP_PER_CONNECTION, "B"),
        plain("RSS/conn.", FigureNames.RSS_PER_CONNECTION, "B"));
  }

  private static Stream<OperationColumn> delivery() {
    return Stream.of(
        score("mean", MILLIS),
        time("expected", FigureNames.EXPECTED, MILLIS),
        time("p50", FigureNames.LATENCY + "p50", MILLIS),
        time("p99", FigureNames.LATENCY + "p99", MILLIS),
        time("max", FigureNames.LATENCY + "max", MILLIS),
        time("server", FigureNames.SERVER_CPU, MILLIS));
  }

  /** The score with half its confidence interval; a throughput in operations a second. */
  private static OperationColumn score(String title, Unit unit) {
    return new OperationColumn(
        title,
        unit.name(),
        row ->
            row.score()
                .map(
                    score -> {
                      double scale = score.isTime() ? unit.micros() : 1;
                      String error =
                          score.error().isPresent()
                              ? " ±" + Numbers.rough(score.error().getAsDouble() / scale)
                              : "";
                      String rate = score.isTime() ? "" : " " + score.unit();
                      return Numbers.plain(score.value() / scale) + rate + error;
                    }));
  }

  private static OperationColumn time(String title, String figure, Unit unit) {
    return new OperationColumn(
        title,
        unit.name(),
        row ->
            row.figure(figure)
                .map(
                    value ->
                        value.isTime()
                            ? Numbers.plain(value.value() / unit.micros())
                            : value.text()));
  }

  private static OperationColumn plain(String title, String figure, String unit) {
    return new OperationColumn(
        title, unit, row -> row.figure(figure).map(value -> Numbers.count(value.value())));
  }
}
