package dev.pushpull.report;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A group of operations as a table: columns that none has a figure for are left out, and units
 * stand in the heading.
 *
 * @param title of the group
 * @param columns without the first and the last
 * @param rows in the run's order
 * @param notes what the marks in it mean
 */
record OperationTable(
    String title, List<Column> columns, List<OperationRow> rows, List<String> notes) {

  /** Marks a protocol that is not comparable with the WebSocket rows of the same table. */
  static final String OTHER_PROTOCOL = "†";

  /**
   * A column.
   *
   * @param title what it holds
   * @param unit of all its cells; may be empty
   */
  record Column(String title, String unit, Function<OperationRow, Optional<String>> cell) {

    /** In one line. */
    String heading() {
      return unit.isEmpty() ? title : title + ", " + unit;
    }
  }

  /** The unit of times in a table. */
  private record Unit(String name, double micros) {

    String told(double value) {
      return Numbers.plain(value / micros);
    }
  }

  private static final Unit MICROS = new Unit("µs", 1);
  private static final Unit MILLIS = new Unit("ms", 1e3);
  private static final Unit NANOS = new Unit("ns", 1e-3);

  /** A table for each group that the run has operations of. */
  static List<OperationTable> of(OperationRun run) {
    var tables = new ArrayList<OperationTable>();
    OperationRow.byGroup(run).forEach((group, rows) -> tables.add(of(group, rows)));
    return tables;
  }

  private static OperationTable of(OperationNames.Group group, List<OperationRow> rows) {
    boolean meets = OperationProtocols.meets(rows);
    var columns = new ArrayList<Column>();
    columns.add(new Column("protocol", "", row -> protocol(row, meets)));
    columns.add(
        new Column("payload", "B", row -> row.number("payload").map(n -> Integer.toString(n))));
    columns.add(new Column("other", "", row -> text(row.otherParams())));
    columns.addAll(
        switch (group) {
          case FAN_OUT -> fanOut();
          case DELIVERY -> delivery();
          case HARNESS -> times(NANOS);
          case ROUND_TRIP, CONNECT, OTHER -> times(MICROS);
        });
    List<Column> filled =
        columns.stream()
            .filter(column -> rows.stream().anyMatch(row -> column.cell().apply(row).isPresent()))
            .toList();
    return new OperationTable(group.title(), filled, rows, OperationProtocols.footnotes(rows));
  }

  private static Optional<String> protocol(OperationRow row, boolean meets) {
    return text(row.protocol())
        .map(text -> meets && row.isHttp2() ? text + " " + OTHER_PROTOCOL : text);
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Printable.line(text));
  }

  private static List<Column> times(Unit unit) {
    return List.of(
        score("mean", unit),
        time("p50", FigureNames.LATENCY + "p50", unit),
        time("p99", FigureNames.LATENCY + "p99", unit),
        time("floor", FigureNames.FLOOR + "p50", unit),
        plain("× floor", FigureNames.FLOOR_RATIO, ""),
        time("server", FigureNames.SERVER_CPU, unit),
        new Column("share", "%", row -> row.serverShare().map(v -> Numbers.rough(100 * v))),
        plain("up", FigureNames.BYTES_UP, "B"),
        plain("down", FigureNames.BYTES_DOWN, "B"),
        plain("alloc.", FigureNames.ALLOCATION, "B"));
  }

  private static List<Column> fanOut() {
    return List.of(
        new Column("receivers", "", row -> row.number("receivers").map(n -> Integer.toString(n))),
        score("mean", MICROS),
        time("first", FigureNames.FIRST, MICROS),
        time("median", FigureNames.MEDIAN, MICROS),
        time("last", FigureNames.LAST, MICROS),
        time("each", FigureNames.PER_RECEIVER, MICROS),
        time("server", FigureNames.SERVER_CPU, MICROS),
        plain("heap/conn.", FigureNames.HEAP_PER_CONNECTION, "B"),
        plain("RSS/conn.", FigureNames.RSS_PER_CONNECTION, "B"));
  }

  private static List<Column> delivery() {
    return List.of(
        score("mean", MILLIS),
        time("expected", FigureNames.EXPECTED, MILLIS),
        time("p50", FigureNames.LATENCY + "p50", MILLIS),
        time("p99", FigureNames.LATENCY + "p99", MILLIS),
        time("max", FigureNames.LATENCY + "max", MILLIS),
        time("server", FigureNames.SERVER_CPU, MILLIS));
  }

  /** The score with half its confidence interval; a throughput in operations a second. */
  private static Column score(String title, Unit unit) {
    return new Column(
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

  private static Column time(String title, String figure, Unit unit) {
    return new Column(
        title,
        unit.name(),
        row ->
            row.figure(figure)
                .map(value -> value.isTime() ? unit.told(value.value()) : value.text()));
  }

  private static Column plain(String title, String figure, String unit) {
    return new Column(
        title, unit, row -> row.figure(figure).map(value -> Numbers.count(value.value())));
  }

  /** A row's cells in the order of the columns. */
  List<String> cells(OperationRow row) {
    return columns.stream().map(c -> c.cell().apply(row).orElse(Numbers.NONE)).toList();
  }
}
