package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Protocol;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a reader must know where protocols meet in one run. A table holds one workload and so one
 * protocol; comparing two tables compares protocols as well.
 */
public final class Protocols {

  /** What the sentences may stand under. */
  public static final String TITLE = "Several protocols";

  /** What each message over a WebSocket takes in addition to its payload (RFC 6455, 5.2). */
  public static final String FRAME_HEAD = "a WebSocket frame header is 2 to 14 B";

  private Protocols() {}

  /** The sentences on a run's tables, see {@link Rows}; none for a run over one protocol. */
  public static List<String> notes(Collection<List<Row>> tables) {
    List<Row> rows = tables.stream().flatMap(List::stream).toList();
    List<String> names = names(rows, _ -> true);
    if (names.size() < 2) {
      return List.of();
    }
    var notes = new ArrayList<>(List.of(several(names, "strategy")));
    List<String> sockets = names(rows, Row::isWebSocket);
    List<String> http2 = names(rows, row -> isHttp2(row.workload().protocol()));
    if (!sockets.isEmpty() && !http2.isEmpty()) {
      notes.add(webSocketIsHttp1(sockets, http2));
    }
    bytes(rows).ifPresent(notes::add);
    return notes;
  }

  /** That figures differ by the protocol as well, where a run has several. */
  public static String several(List<String> names, String other) {
    return ("This run used several protocols (%s): figures of different protocols differ by the"
            + " protocol as well as by the %s.")
        .formatted(enumerated(names), other);
  }

  /** That polling over HTTP/2 against WebSocket is one protocol against another. */
  public static String webSocketIsHttp1(List<String> sockets, List<String> http2) {
    return ("WebSocket runs over HTTP/1.1 here (%s), even where requests use HTTP/2 (%s), because"
            + " the server does not support WebSocket over HTTP/2 (RFC 8441). So comparing polling"
            + " over HTTP/2 with WebSocket compares two protocols as well.")
        .formatted(enumerated(sockets), enumerated(http2));
  }

  private static List<String> names(List<Row> rows, Predicate<Row> wanted) {
    return rows.stream().filter(wanted).map(row -> row.workload().protocol()).distinct().toList();
  }

  /** False for what this version does not know. */
  public static boolean isHttp2(String protocol) {
    try {
      return Protocol.parse(protocol).isHttp2();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Of the polls that were measured over the most protocols, all else being equal. */
  private static Optional<String> bytes(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.polls() && row.supportsClaims(FigureGroup.COUNTS))
        .filter(row -> bytesPerRequest(row).isPresent())
        .collect(
            Collectors.groupingBy(
                Protocols::allButProtocol, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(same -> same.size() > 1)
        // The first of the longest, so that the order of the tables decides.
        .reduce((a, b) -> b.size() > a.size() ? b : a)
        .map(Protocols::bytesOf);
  }

  private static List<Object> allButProtocol(Row row) {
    WorkloadInfo w = row.workload();
    return List.of(row.name(), w.arrivals(), w.feeds(), w.subscribers(), w.payloadBytes());
  }

  private static String bytesOf(List<Row> same) {
    List<String> each =
        same.stream()
            .sorted(Comparator.comparingDouble(row -> -bytesPerRequest(row).orElseThrow()))
            .map(
                row ->
                    Numbers.bytes(bytesPerRequest(row).orElseThrow())
                        + " over "
                        + row.workload().protocol())
            .toList();
    return "A request of %s and its response took %s; %s."
        .formatted(same.getFirst().name(), enumerated(each), FRAME_HEAD);
  }

  /** The median. */
  private static Optional<Double> bytesPerRequest(Row row) {
    double[] each =
        row.valid(FigureGroup.COUNTS).stream()
            .filter(trial -> trial.counts().exchanges().sent() > 0)
            .mapToDouble(
                trial ->
                    (double) (trial.overhead().bytes().up() + trial.overhead().bytes().down())
                        / trial.counts().exchanges().sent())
            .toArray();
    return Spread.of(each, false).map(Spread::median);
  }

  /** Names in a sentence, such as {@code a, b and c}. */
  public static String enumerated(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
