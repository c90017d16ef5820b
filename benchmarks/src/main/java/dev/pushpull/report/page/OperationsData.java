package dev.pushpull.report.page;

import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.operation.OperationCsv;
import dev.pushpull.report.operation.OperationProtocols;
import dev.pushpull.report.operation.OperationRow;
import dev.pushpull.report.operation.OperationValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of single operations are drawn from, embedded in the page as JSON.
 *
 * @param runId the run's name
 * @param operations in the run's order
 * @param savings of HTTP/2
 * @param different the note shown wherever polls over HTTP/2 are compared with WebSocket
 * @param csv the text of {@code operations.csv}
 */
record OperationsData(
    String runId,
    List<Operation> operations,
    List<Handshake> handshakes,
    List<Saving> savings,
    String different,
    String csv) {

  /** Bytes both ways, made of the two. */
  private static final String BYTES = "bytes";

  /** Server CPU of the mean time. */
  private static final String SHARE = "server.share";

  /**
   * One operation.
   *
   * @param group such as {@code ROUND_TRIP}
   * @param fullName label with every parameter
   * @param kind of strategy that it is drawn like
   * @param params those that have no member here
   * @param reasons why it is not VALID, in one line
   * @param figures name → figure, {@code score} first; none if it is INVALID
   */
  record Operation(
      String id,
      String group,
      String label,
      String fullName,
      String kind,
      String protocol,
      boolean http2,
      @Nullable Integer payload,
      @Nullable Integer receivers,
      String params,
      String mode,
      String verdict,
      String reasons,
      Map<String, Value> figures) {}

  /**
   * A figure.
   *
   * @param low of its error bar: of the 99.9 % interval if it has one, else the least of the forks
   * @param high the other end
   * @param interval whether it is the interval
   */
  record Value(double value, double low, double high, String unit, boolean interval) {}

  /**
   * What HTTP/2 saves of a poll's bytes.
   *
   * @param share of 1; negative if it costs more
   */
  record Saving(String old, String http2, double share) {}

  static OperationsData of(OperationRun run) {
    return new OperationsData(
        run.runId(),
        OperationRow.of(run).stream().map(OperationsData::operation).toList(),
        run.handshakes(),
        OperationProtocols.savings(run).stream()
            .map(s -> new Saving(s.old().protocol(), s.http2().protocol(), s.share()))
            .toList(),
        OperationProtocols.DIFFERENT,
        OperationCsv.render(run));
  }

  private static Operation operation(OperationRow row) {
    return new Operation(
        row.result().spec().id(),
        row.name().group().name(),
        row.name().label(),
        row.fullName(),
        row.name().kind(),
        row.protocol(),
        row.isHttp2(),
        row.number("payload").orElse(null),
        row.number("receivers").orElse(null),
        row.otherParams(),
        row.result().mode(),
        row.verdict().name(),
        row.result().validity().line(),
        figures(row));
  }

  private static Map<String, Value> figures(OperationRow row) {
    var figures = new LinkedHashMap<String, Value>();
    row.score().ifPresent(score -> figures.put("score", value(score)));
    for (OperationFigure figure : row.result().figures()) {
      row.figure(figure.name()).ifPresent(value -> figures.put(figure.name(), value(value)));
    }
    plain(row.bytes(), OperationValue.BYTES).ifPresent(value -> figures.put(BYTES, value));
    plain(row.serverShare(), "share").ifPresent(value -> figures.put(SHARE, value));
    return figures;
  }

  private static Optional<Value> plain(Optional<Double> figure, String unit) {
    return figure.map(value -> new Value(value, value, value, unit, false));
  }

  private static Value value(OperationValue of) {
    boolean interval = of.error().isPresent();
    double error = of.error().orElse(0);
    return new Value(
        of.value(),
        interval ? of.value() - error : of.least(),
        interval ? of.value() + error : of.most(),
        of.unit(),
        interval);
  }
}
