package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The recommendation that an answer on single operations leads with: up to how many updates for
 * each poll interval a push takes less of the server's CPU than polls, from what one of each costs.
 * It rests on VALID operations alone. A poll counts as an empty one, which is the cheapest, so
 * polling never looks dearer than it is.
 */
public final class OperationRecommendation {

  private final List<OperationRow> sound;

  private OperationRecommendation(OperationRun run) {
    this.sound =
        OperationRow.of(run).stream()
            .filter(OperationRow::isSound)
            .filter(row -> row.serverCpu().isPresent())
            .toList();
  }

  /** A sentence or more; none where no operation is VALID. */
  public static List<String> of(OperationRun run) {
    if (OperationRow.of(run).stream().noneMatch(OperationRow::isSound)) {
      return List.of();
    }
    return new OperationRecommendation(run).paragraphs();
  }

  private List<String> paragraphs() {
    Optional<OperationRow> push =
        sound.stream()
            .filter(row -> row.is("FanOut.webSocket"))
            .filter(row -> row.number("receivers").orElse(0) > 0)
            .max(Comparator.comparingInt(row -> row.number("receivers").orElse(0)));
    Optional<OperationRow> poll = push.flatMap(row -> over(OperationRow.EMPTY_POLL, row));
    if (poll.isEmpty()) {
      return List.of(
          "Nothing can be recommended: polling and push can be compared only with a VALID empty"
              + " poll and a VALID WebSocket fan-out over one protocol, both with server CPU.");
    }
    var told = new ArrayList<String>();
    told.addAll(compared(push.get(), poll.get()));
    opening(poll.get()).ifPresent(told::add);
    if (push.get().result().spec().forks() == 1 || poll.get().result().spec().forks() == 1) {
      told.add("This rests on one fork each: rely on the order of magnitude only.");
    }
    return told;
  }

  private static List<String> compared(OperationRow push, OperationRow poll) {
    int receivers = push.number("receivers").orElseThrow();
    double each = cpu(push) / receivers;
    String times = Numbers.rough(cpu(poll) / each);
    return List.of(
        "Use WebSocket where a value changes less than %s times per poll interval: up to there pushing takes less server CPU than polling."
            .formatted(times),
        ("A message pushed to %s WebSockets takes %s of server CPU per receiver, an empty poll %s."
                + " Where values change more often, polling can be cheaper, because a poll skips"
                + " the updates in between.")
            .formatted(receivers, Numbers.micros(each), Numbers.micros(cpu(poll))));
  }

  /** What a client must stay for until its WebSocket has paid for itself. */
  private Optional<String> opening(OperationRow poll) {
    return over("Connect.webSocket", poll)
        .flatMap(socket -> over("Connect.poll", poll).map(first -> opening(socket, first, poll)));
  }

  private static String opening(OperationRow socket, OperationRow first, OperationRow poll) {
    double more = cpu(socket) - cpu(first);
    String cost =
        "Opening a WebSocket takes %s of server CPU, a connection with its first poll %s"
            .formatted(Numbers.micros(cpu(socket)), Numbers.micros(cpu(first)));
    return more <= 0
        ? cost + "."
        : cost
            + ": the difference is worth %s empty polls."
                .formatted(Numbers.rough(more / cpu(poll)));
  }

  /** The same protocol as of another. */
  private Optional<OperationRow> over(String benchmark, OperationRow as) {
    return sound.stream()
        .filter(row -> row.is(benchmark))
        .filter(row -> row.protocolOrDefault().equals(as.protocolOrDefault()))
        .findFirst();
  }

  private static double cpu(OperationRow row) {
    return row.serverCpu().orElseThrow();
  }
}
