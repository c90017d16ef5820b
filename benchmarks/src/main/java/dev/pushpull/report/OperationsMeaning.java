package dev.pushpull.report;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.spec.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What single operations mean, in sentences that follow from the VALID ones alone. */
public final class OperationsMeaning {

  private static final String EMPTY_POLL = "RoundTrip.pollNotModified";
  private static final String ECHO = "RoundTrip.webSocketEcho";

  /** A poll of the payload that most people would ask about comes first. */
  private static final List<String> USUAL_PAYLOADS = List.of("64", "1024", "0");

  private final List<OperationRow> sound;

  private OperationsMeaning(OperationRun run) {
    this.sound = OperationRow.of(run).stream().filter(OperationRow::isSound).toList();
  }

  /** The sentences; each only where its figures were measured. */
  public static List<String> of(OperationRun run) {
    if (run.operations().isEmpty()) {
      return List.of("This run has no finished operations yet.");
    }
    var meaning = new OperationsMeaning(run);
    if (meaning.sound.isEmpty()) {
      return List.of("No operation is VALID, so nothing can be concluded.");
    }
    var sentences = new ArrayList<String>();
    meaning.messages().ifPresent(sentences::add);
    meaning.pushes().ifPresent(sentences::add);
    sentences.addAll(meaning.connecting());
    meaning.floors().ifPresent(sentences::add);
    meaning.server().ifPresent(sentences::add);
    bytes(run).ifPresent(sentences::add);
    meaning.delivery().ifPresent(sentences::add);
    meaning.memory().ifPresent(sentences::add);
    return sentences.isEmpty()
        ? List.of("Too few operations were measured to compare them.")
        : sentences;
  }

  /** An empty poll compared with a message over WebSocket: the same protocol, the same payload. */
  private Optional<String> messages() {
    return pair(EMPTY_POLL, ECHO)
        .map(
            pair ->
                "One empty poll (304) costs %s; a message over a WebSocket and back costs %s (medians; %s).%s"
                    .formatted(
                        cost(pair.one()), cost(pair.other()), setting(pair.other()), ratios(pair)));
  }

  /** Two operations in one setting. */
  private record Pair(OperationRow one, OperationRow other) {}

  private Optional<Pair> pair(String one, String other) {
    return all(one)
        .flatMap(
            a ->
                all(other)
                    .filter(b -> b.protocol().equals(a.protocol()))
                    .filter(b -> b.param("payload").equals(a.param("payload")))
                    .map(b -> new Pair(a, b)))
        .findFirst();
  }

  /** Those whose time is known, the usual setting first. */
  private Stream<OperationRow> all(String benchmark) {
    return sound.stream()
        .filter(row -> row.result().spec().benchmark().equals(benchmark))
        .filter(row -> row.typical().filter(time -> time.value() > 0).isPresent())
        .sorted(
            Comparator.comparing((OperationRow row) -> !row.protocol().equals("h1"))
                .thenComparingInt(row -> rank(row.param("payload"))));
  }

  private static int rank(String payload) {
    int rank = USUAL_PAYLOADS.indexOf(payload);
    return rank < 0 ? USUAL_PAYLOADS.size() : rank;
  }

  private static String setting(OperationRow row) {
    return Stream.of(
            row.protocol(), row.number("payload").map(n -> "payload " + Numbers.size(n)).orElse(""))
        .filter(text -> !text.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse("the same setting");
  }

  private static String cost(OperationRow row) {
    var parts = new ArrayList<String>();
    row.typical().ifPresent(time -> parts.add(time.text()));
    row.bytes().ifPresent(bytes -> parts.add(Numbers.bytes(bytes)));
    row.figure(FigureNames.SERVER_CPU).ifPresent(cpu -> parts.add(cpu.text() + " of server CPU"));
    return Protocols.enumerated(parts);
  }

  private static String ratios(Pair pair) {
    var parts = new ArrayList<String>();
    parts.add(Numbers.rough(micros(pair.one()) / micros(pair.other())) + " such messages in time");
    pair.one()
        .bytes()
        .flatMap(one -> pair.other().bytes().filter(b -> b > 0).map(b -> one / b))
        .ifPresent(ratio -> parts.add(Numbers.rough(ratio) + " in bytes"));
    cpu(pair.one())
        .flatMap(one -> cpu(pair.other()).map(other -> one / other))
        .ifPresent(ratio -> parts.add(Numbers.rough(ratio) + " in server CPU"));
    return " One poll costs as much as " + Protocols.enumerated(parts) + ".";
  }

  private static Optional<Double> cpu(OperationRow row) {
    return row.figure(FigureNames.SERVER_CPU).map(OperationValue::value).filter(cpu -> cpu > 0);
  }

  private static double micros(OperationRow row) {
    return row.typical().orElseThrow().value();
  }

  /** The cost of a publish per receiver, compared with a poll. */
  private Optional<String> pushes() {
    return largest("FanOut.webSocket", FigureNames.PER_RECEIVER)
        .map(
            push -> {
              OperationValue each = push.figure(FigureNames.PER_RECEIVER).orElseThrow();
              String sentence =
                  "A message pushed to %s WebSockets at once takes %s per receiver, including the"
                          .formatted(push.param("receivers"), each.text())
                      + " receiver's read";
              return sentence + pollsWorth(push, each) + ".";
            });
  }

  /**
   * Pushes go over HTTP/1.1 where they name no protocol, so only polls over HTTP/1.1 are compared
   * with them.
   */
  private String pollsWorth(OperationRow push, OperationValue each) {
    String protocol = push.protocol().isEmpty() ? Protocol.H1.toString() : push.protocol();
    return all(EMPTY_POLL)
        .filter(poll -> poll.protocol().equals(protocol))
        .findFirst()
        .filter(_ -> each.value() > 0)
        .map(
            poll ->
                ": %s pushes take as long as one empty poll (%s)"
                    .formatted(
                        Numbers.rough(micros(poll) / each.value()),
                        poll.typical().orElseThrow().text()))
        .orElse("");
  }

  private Optional<OperationRow> largest(String benchmark, String figure) {
    return sound.stream()
        .filter(row -> row.result().spec().benchmark().equals(benchmark))
        .filter(row -> row.figure(figure).isPresent())
        .max(Comparator.comparingInt(row -> row.number("receivers").orElse(0)));
  }

  private List<String> connecting() {
    return Stream.of(
            connecting("Connect.webSocket", "Connecting a WebSocket until its first update"),
            connecting("Connect.poll", "Connecting for a first poll"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What connecting costs in empty polls over the same protocol. */
  private Optional<String> connecting(String benchmark, String what) {
    List<String> each =
        sound.stream()
            .filter(row -> row.result().spec().benchmark().startsWith(benchmark))
            .filter(row -> row.typical().isPresent())
            .flatMap(row -> samePoll(row).map(poll -> connecting(row, poll)).stream())
            .toList();
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of("%s costs %s.".formatted(what, Protocols.enumerated(each)));
  }

  private Optional<OperationRow> samePoll(OperationRow row) {
    return all(EMPTY_POLL).filter(poll -> poll.protocol().equals(row.protocol())).findFirst();
  }

  private static String connecting(OperationRow row, OperationRow poll) {
    boolean resumed = row.result().spec().benchmark().endsWith("Resumed");
    return "%s over %s%s (as much as %s empty polls)"
        .formatted(
            row.typical().orElseThrow().text(),
            row.protocol().isEmpty() ? "the default protocol" : row.protocol(),
            resumed ? " with the TLS session resumed" : "",
            Numbers.rough(micros(row) / micros(poll)));
  }

  /** How far OkHttp is from what the operating system sets. */
  private Optional<String> floors() {
    List<OperationRow> rows =
        Stream.of(EMPTY_POLL, ECHO)
            .flatMap(
                benchmark ->
                    all(benchmark)
                        .filter(row -> row.figure(FigureNames.FLOOR_RATIO).isPresent())
                        .limit(1))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("OkHttp takes %s as long as the floor (%s): a blocking socket in the same process that"
                    + " writes prepared bytes and reads the response (medians).")
                .formatted(
                    Protocols.enumerated(rows.stream().map(OperationsMeaning::floor).toList()),
                    Protocols.enumerated(
                        rows.stream().map(OperationsMeaning::setting).distinct().toList())));
  }

  private static String floor(OperationRow row) {
    double ratio = row.figure(FigureNames.FLOOR_RATIO).orElseThrow().value();
    return "%s times (%s)".formatted(Numbers.plain(ratio), row.name().label());
  }

  /** The server's own part of a poll. */
  private Optional<String> server() {
    return all(EMPTY_POLL)
        .filter(row -> row.serverShare().isPresent())
        .findFirst()
        .map(
            row ->
                "Of the %s that an empty poll takes on average, %s (%s) is server CPU; the rest is the client, the"
                        .formatted(
                            row.time().orElseThrow().text(),
                            row.figure(FigureNames.SERVER_CPU).orElseThrow().text(),
                            Numbers.rough(100 * row.serverShare().orElseThrow()) + " %")
                    + " kernel and thread wake-ups.");
  }

  /** What HTTP/2 saves; it names WebSocket, so it says that the protocols differ. */
  private static Optional<String> bytes(OperationRun run) {
    List<String> each =
        OperationProtocols.savings(run).stream().map(OperationsMeaning::saving).toList();
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("An empty poll moves %s: HPACK replaces repeated headers by an index, and each HTTP/2"
                    + " frame has a header of 9 B. For comparison, %s; but %s.")
                .formatted(
                    Protocols.enumerated(each),
                    Protocols.FRAME_HEAD,
                    OperationProtocols.DIFFERENT));
  }

  private static String saving(OperationProtocols.Saving saving) {
    return "%s over %s but %s over %s (%s %% %s)"
        .formatted(
            Numbers.bytes(saving.old().bytes().orElseThrow()),
            saving.old().protocol(),
            Numbers.bytes(saving.http2().bytes().orElseThrow()),
            saving.http2().protocol(),
            Numbers.plain(100 * Math.abs(saving.share())),
            saving.share() >= 0 ? "less" : "more");
  }

  /** The expected and measured latency of the slowest poll, and of a push. */
  private Optional<String> delivery() {
    List<OperationRow> deliveries =
        sound.stream()
            .filter(row -> row.name().group() == OperationNames.Group.DELIVERY)
            .filter(row -> row.time().isPresent())
            .toList();
    return deliveries.stream()
        .filter(row -> row.figure(FigureNames.EXPECTED).isPresent())
        .max(Comparator.comparingDouble(row -> row.time().orElseThrow().value()))
        .map(row -> delivery(row) + pushed(deliveries, row) + ".");
  }

  private static String delivery(OperationRow row) {
    OperationValue time = row.time().orElseThrow();
    String error =
        time.error().isPresent()
            ? " ± " + OperationValue.time(time.error().getAsDouble()) + " (99.9 %)"
            : "";
    return "With %s an update was seen %s%s after it was published, on average; expected is T/2 + d = %s"
        .formatted(
            row.name().label(),
            time.text(),
            error,
            row.figure(FigureNames.EXPECTED).orElseThrow().text());
  }

  private static String pushed(List<OperationRow> deliveries, OperationRow poll) {
    return deliveries.stream()
        .filter(row -> row.name().kind().equals("websocket"))
        .findFirst()
        .map(
            row ->
                "; with websocket it was %s%s"
                    .formatted(
                        row.time().orElseThrow().text(),
                        poll.isHttp2() ? " (" + OperationProtocols.DIFFERENT + ")" : ""))
        .orElse("");
  }

  private Optional<String> memory() {
    List<String> each =
        Stream.of("FanOut.webSocket", "FanOut.sse", "FanOut.longPoll")
            .flatMap(benchmark -> largest(benchmark, FigureNames.HEAP_PER_CONNECTION).stream())
            .map(
                row ->
                    row.figure(FigureNames.HEAP_PER_CONNECTION).orElseThrow().text()
                        + " for "
                        + row.name().label()
                        + row.figure(FigureNames.RSS_PER_CONNECTION)
                            .map(rss -> " (resident: " + rss.text() + ")")
                            .orElse(""))
            .toList();
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of("Server heap for each idle connection: " + Protocols.enumerated(each) + ".");
  }
}
