package dev.pushpull.report.operation;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.sweep.Protocols;
import dev.pushpull.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What single operations mean, in sentences that follow from the VALID ones alone. */
public final class OperationFindings {

  private static final String ECHO = "RoundTrip.webSocketEcho";

  /** A poll of the payload that most people would ask about comes first. */
  private static final List<String> USUAL_PAYLOADS = List.of("64", "1024", "0");

  private final List<OperationRow> sound;

  private OperationFindings(OperationRun run) {
    this.sound = OperationRow.of(run).stream().filter(OperationRow::isSound).toList();
  }

  /** The sentences; each only where its figures were measured. */
  public static List<String> of(OperationRun run) {
    if (run.operations().isEmpty()) {
      return List.of("This run has no finished operations yet.");
    }
    var meaning = new OperationFindings(run);
    if (meaning.sound.isEmpty()) {
      return List.of("No operation is VALID, so nothing can be concluded.");
    }
    List<String> sentences =
        Stream.of(
                meaning.messages(),
                meaning.pushes(),
                meaning.connecting(
                    "Connect.webSocket", "Connecting a WebSocket until its first update"),
                meaning.connecting("Connect.poll", "Connecting for a first poll"),
                meaning.floors(),
                meaning.server(),
                bytes(run),
                meaning.delivery(),
                meaning.memory())
            .flatMap(Optional::stream)
            .toList();
    return sentences.isEmpty()
        ? List.of("Too few operations were measured to compare them.")
        : sentences;
  }

  /** Those whose time is known, the usual setting first. */
  private Stream<OperationRow> all(String benchmark) {
    return sound.stream()
        .filter(row -> row.is(benchmark))
        .filter(row -> row.typical().filter(time -> time.value() > 0).isPresent())
        .sorted(
            Comparator.comparing((OperationRow row) -> !row.protocol().equals("h1"))
                .thenComparingInt(row -> rank(row.param("payload"))));
  }

  private static int rank(String payload) {
    int rank = USUAL_PAYLOADS.indexOf(payload);
    return rank < 0 ? USUAL_PAYLOADS.size() : rank;
  }

  private Optional<OperationRow> emptyPoll(String protocol) {
    return all(OperationRow.EMPTY_POLL)
        .filter(poll -> poll.protocol().equals(protocol))
        .findFirst();
  }

  private static double micros(OperationRow row) {
    return row.typical().orElseThrow().value();
  }

  private static String time(OperationRow row) {
    return row.typical().orElseThrow().text();
  }

  /** One sentence of all the parts; none without a part. */
  private static Optional<String> sentence(String before, Stream<String> parts, String after) {
    return Optional.of(Protocols.enumerated(parts.toList()))
        .filter(all -> !all.isEmpty())
        .map(all -> before + all + after);
  }

  /** An empty poll compared with a message over WebSocket: the same protocol, the same payload. */
  private Optional<String> messages() {
    return all(OperationRow.EMPTY_POLL)
        .flatMap(poll -> all(ECHO).filter(poll::isLike).map(echo -> messages(poll, echo)))
        .findFirst();
  }

  private static String messages(OperationRow poll, OperationRow echo) {
    Stream<Optional<String>> ratios =
        Stream.of(
            ratio(Optional.of(micros(poll)), Optional.of(micros(echo)), " such messages in time"),
            ratio(poll.bytes(), echo.bytes(), " in bytes"),
            ratio(poll.serverCpu(), echo.serverCpu(), " in server CPU"));
    return "One empty poll (304) costs %s; a message over a WebSocket and back costs %s (medians; %s). One poll costs as much as %s."
        .formatted(cost(poll), cost(echo), setting(echo), enumerated(ratios));
  }

  private static Optional<String> ratio(Optional<Double> one, Optional<Double> other, String what) {
    return one.flatMap(a -> other.filter(b -> b > 0).map(b -> Numbers.rough(a / b) + what));
  }

  private static String enumerated(Stream<Optional<String>> parts) {
    return Protocols.enumerated(parts.flatMap(Optional::stream).toList());
  }

  private static String setting(OperationRow row) {
    String payload = row.number("payload").map(n -> ", payload " + Numbers.size(n)).orElse("");
    String setting = (row.protocol() + payload).replaceFirst("^, ", "");
    return setting.isEmpty() ? "the same setting" : setting;
  }

  private static String cost(OperationRow row) {
    return enumerated(
        Stream.of(
            row.typical().map(OperationValue::text),
            row.bytes().map(Numbers::bytes),
            row.figure(FigureNames.SERVER_CPU).map(cpu -> cpu.text() + " of server CPU")));
  }

  /** The cost of a publish per receiver, compared with a poll over the same protocol. */
  private Optional<String> pushes() {
    return largest("FanOut.webSocket", FigureNames.PER_RECEIVER)
        .map(
            push ->
                "A message pushed to %s WebSockets at once takes %s per receiver, including the receiver's read%s."
                    .formatted(
                        push.param("receivers"),
                        push.told(FigureNames.PER_RECEIVER),
                        pollsWorth(push)));
  }

  private String pollsWorth(OperationRow push) {
    double each = push.figure(FigureNames.PER_RECEIVER).orElseThrow().value();
    return emptyPoll(push.protocolOrDefault())
        .filter(_ -> each > 0)
        .map(poll -> List.of(Numbers.rough(micros(poll) / each), time(poll)))
        .map(worth -> ": %s pushes take as long as one empty poll (%s)".formatted(worth.toArray()))
        .orElse("");
  }

  private Optional<OperationRow> largest(String benchmark, String figure) {
    return sound.stream()
        .filter(row -> row.is(benchmark) && row.figure(figure).isPresent())
        .max(Comparator.comparingInt(row -> row.number("receivers").orElse(0)));
  }

  /** What connecting costs in empty polls over the same protocol. */
  private Optional<String> connecting(String benchmark, String what) {
    return sentence(
        what + " costs ",
        sound.stream()
            .filter(row -> row.result().spec().benchmark().startsWith(benchmark))
            .filter(row -> row.typical().isPresent())
            .flatMap(row -> emptyPoll(row.protocol()).map(poll -> connecting(row, poll)).stream()),
        ".");
  }

  private static String connecting(OperationRow row, OperationRow poll) {
    boolean resumed = row.result().spec().benchmark().endsWith("Resumed");
    return "%s over %s%s (as much as %s empty polls)"
        .formatted(
            time(row),
            row.protocol().isEmpty() ? "the default protocol" : row.protocol(),
            resumed ? " with the TLS session resumed" : "",
            Numbers.rough(micros(row) / micros(poll)));
  }

  /** How far OkHttp is from what the operating system sets. */
  private Optional<String> floors() {
    List<OperationRow> rows =
        Stream.of(OperationRow.EMPTY_POLL, ECHO)
            .flatMap(
                benchmark ->
                    all(benchmark)
                        .filter(row -> row.figure(FigureNames.FLOOR_RATIO).isPresent())
                        .limit(1))
            .toList();
    Stream<String> settings = rows.stream().map(OperationFindings::setting).distinct();
    return sentence(
        "OkHttp takes ",
        rows.stream().map(OperationFindings::floor),
        " as long as the floor (%s): a blocking socket in the same process that writes prepared bytes and reads the response (medians)."
            .formatted(Protocols.enumerated(settings.toList())));
  }

  private static String floor(OperationRow row) {
    double ratio = row.figure(FigureNames.FLOOR_RATIO).orElseThrow().value();
    return "%s times (%s)".formatted(Numbers.plain(ratio), row.name().label());
  }

  /** The server's own part of a poll. */
  private Optional<String> server() {
    return all(OperationRow.EMPTY_POLL)
        .filter(row -> row.serverShare().isPresent())
        .findFirst()
        .map(
            row ->
                "Of the %s that an empty poll takes on average, %s (%s %%) is server CPU; the rest is the client, the kernel and thread wake-ups."
                    .formatted(
                        row.time().orElseThrow().text(),
                        row.told(FigureNames.SERVER_CPU),
                        Numbers.rough(100 * row.serverShare().orElseThrow())));
  }

  /** What HTTP/2 saves; it names WebSocket, so it says that the protocols differ. */
  private static Optional<String> bytes(OperationRun run) {
    return sentence(
        "An empty poll moves ",
        OperationProtocols.savings(run).stream().map(OperationFindings::bytes),
        ": HPACK replaces repeated headers by an index, and each HTTP/2 frame has a header of 9 B."
            + " For comparison, %s; but %s."
                .formatted(Protocols.FRAME_HEAD, OperationProtocols.DIFFERENT));
  }

  private static String bytes(OperationProtocols.Saving saving) {
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
        .formatted(row.name().label(), time.text(), error, row.told(FigureNames.EXPECTED));
  }

  private static String pushed(List<OperationRow> deliveries, OperationRow poll) {
    String different = poll.isHttp2() ? " (" + OperationProtocols.DIFFERENT + ")" : "";
    return deliveries.stream()
        .filter(OperationRow::isWebSocket)
        .findFirst()
        .map(row -> "; with websocket it was " + row.time().orElseThrow().text() + different)
        .orElse("");
  }

  private Optional<String> memory() {
    return sentence(
        "Server heap for each idle connection: ",
        Stream.of("FanOut.webSocket", "FanOut.sse", "FanOut.longPoll")
            .flatMap(benchmark -> largest(benchmark, FigureNames.HEAP_PER_CONNECTION).stream())
            .map(OperationFindings::memory),
        ".");
  }

  private static String memory(OperationRow row) {
    Optional<OperationValue> resident = row.figure(FigureNames.RSS_PER_CONNECTION);
    return "%s for %s%s"
        .formatted(
            row.told(FigureNames.HEAP_PER_CONNECTION),
            row.name().label(),
            resident.map(rss -> " (resident: " + rss.text() + ")").orElse(""));
  }
}
