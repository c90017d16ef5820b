package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.sweep.Protocols;
import dev.pushpull.spec.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a reader must know where operations over several protocols meet. */
public final class OperationProtocols {

  /** Stands on every line that holds polls over HTTP/2 against WebSocket. */
  public static final String DIFFERENT =
      "WebSocket runs over HTTP/1.1 here, so comparing it with polling over HTTP/2 compares two"
          + " protocols as well";

  /**
   * What HTTP/2 saves of a poll's bytes.
   *
   * @param old over HTTP/1.1
   * @param http2 the same poll with TLS as before or without as before
   */
  public record Saving(OperationRow old, OperationRow http2) {

    /** Share of the bytes that is saved; negative if it costs more. */
    public double share() {
      return 1 - http2.bytes().orElseThrow() / old.bytes().orElseThrow();
    }
  }

  private OperationProtocols() {}

  /** Whether both polls over HTTP/2 and WebSockets are there. */
  static boolean meets(List<OperationRow> rows) {
    return rows.stream().anyMatch(OperationRow::isHttp2)
        && rows.stream().anyMatch(OperationRow::isWebSocket);
  }

  /** What every reader must know; nothing for a run over one protocol. */
  public static List<String> notes(OperationRun run) {
    List<OperationRow> rows = OperationRow.of(run);
    List<String> names = names(rows.stream());
    var notes = new ArrayList<String>();
    if (names.size() > 1) {
      notes.add(Protocols.several(names, "operation"));
    }
    if (meets(rows)) {
      notes.add(
          Protocols.webSocketIsHttp1(
              names(rows.stream().filter(OperationRow::isWebSocket)),
              names(rows.stream().filter(OperationRow::isHttp2))));
    }
    return notes;
  }

  private static List<String> names(Stream<OperationRow> rows) {
    return rows.map(OperationRow::protocol).filter(name -> !name.isEmpty()).distinct().toList();
  }

  /** An empty poll's bytes, compared with TLS and without, at equal payload. */
  public static List<Saving> savings(OperationRun run) {
    List<OperationRow> polls =
        OperationRow.of(run).stream()
            .filter(OperationRow::isSound)
            .filter(row -> row.is(OperationRow.EMPTY_POLL))
            .filter(row -> row.bytes().filter(bytes -> bytes > 0).isPresent())
            .toList();
    return Stream.of(
            saving(polls, Protocol.H1, Protocol.H2C), saving(polls, Protocol.H1_TLS, Protocol.H2))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Saving> saving(List<OperationRow> polls, Protocol old, Protocol http2) {
    return polls.stream()
        .filter(row -> row.protocol().equals(old.toString()))
        .flatMap(
            before ->
                polls.stream()
                    .filter(row -> row.protocol().equals(http2.toString()))
                    .filter(row -> row.param("payload").equals(before.param("payload")))
                    .map(row -> new Saving(before, row)))
        .findFirst();
  }
}
