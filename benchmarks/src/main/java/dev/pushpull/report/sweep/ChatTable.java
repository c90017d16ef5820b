package dev.pushpull.report.sweep;

import dev.pushpull.result.ChatFigures;
import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What became of a chat's messages, by strategy: figures for a table, and what they mean. */
final class ChatTable {

  static final TimeFigures ARRIVED =
      new TimeFigures("story.sentToReceivedMs", "sender to receiver", "arrival");
  static final TrialFigure REQUESTS = perMessage("requests", "reqs");
  static final TrialFigure BYTES = perMessage("bytes", "bytes");
  private static final TrialFigure ARRIVED_MEAN = ARRIVED.stat("mean");

  /** In the order of the columns. */
  static final List<TrialFigure> TABLE =
      List.of(
          ARRIVED_MEAN,
          ARRIVED.stat("p99"),
          new TimeFigures("story.echoLatencyMs", "echo", "echo").stat("p50"),
          REQUESTS,
          BYTES,
          new TrialFigure("story.sent", "messages sent", "msgs", "sent"),
          new TrialFigure("story.lost", "messages lost", "msgs", "lost"),
          new TrialFigure("story.duplicated", "messages duplicated", "msgs", "twice"),
          new TrialFigure("story.reordered", "messages reordered", "msgs", "late"),
          new TrialFigure("story.cuts", "members cut off", "", "cuts"));

  /** Fewer requests for each message than this are those that open connections. */
  private static final double FEW = 0.005;

  private ChatTable() {}

  private static TrialFigure perMessage(String what, String name) {
    String path = "story.%sPerMessage".formatted(what);
    return new TrialFigure(path, what + " per message received", "/msg", name);
  }

  /** Whether these rows are about chats. */
  static boolean fits(List<Row> rows) {
    return Row.stories(rows, ChatFigures.class).findAny().isPresent();
  }

  /** Whether every member got every message once and in order; true where there is no chat. */
  static boolean losesNothing(Row row) {
    return Row.stories(List.of(row), ChatFigures.class)
        .allMatch(story -> story.lost() == 0 && story.duplicated() == 0 && story.reordered() == 0);
  }

  /**
   * The table. What it says of what happened to the messages covers all trials; of what was fast
   * and cheap, those alone that are VALID.
   */
  static ScenarioTable of(List<Row> rows) {
    List<Row> sound = Row.sound(rows, ARRIVED_MEAN);
    Optional<Row> fastest = Row.least(sound, ARRIVED_MEAN);
    Optional<Row> fewest = Row.least(sound, BYTES).filter(row -> !fastest.equals(Optional.of(row)));
    Stream<Optional<String>> sentences =
        Stream.of(
            Optional.of(kept(rows)),
            fastest.map(
                row ->
                    "Fastest: %s; %s from sender to receiver on average, for %s and %s per message received."
                        .formatted(
                            row.name(), row.millis(ARRIVED_MEAN), requests(row), row.bytes(BYTES))),
            fewest.map(
                row ->
                    "Fewest bytes: %s; %s per message received, with %s from sender to receiver."
                        .formatted(row.name(), row.bytes(BYTES), row.millis(ARRIVED_MEAN))));
    return new ScenarioTable(
        Scenario.Chat.KIND,
        "Chat messages: delay, losses and cost",
        TABLE,
        sentences.flatMap(Optional::stream).toList());
  }

  private static String kept(List<Row> rows) {
    long sent = sum(rows, ChatFigures::sent);
    long cuts = sum(rows, ChatFigures::cuts);
    String cut =
        cuts == 0 ? "" : String.format(Locale.ROOT, ", while members were cut off %,d times", cuts);
    return rows.stream().allMatch(ChatTable::losesNothing)
        ? String.format(
            Locale.ROOT,
            "Every member got each of the %,d messages of its room once and in order%s.",
            sent,
            cut)
        : String.format(
            Locale.ROOT,
            "Of %,d messages sent%s, members missed %,d, got %,d twice and %,d out of order.",
            sent,
            cut,
            sum(rows, ChatFigures::lost),
            sum(rows, ChatFigures::duplicated),
            sum(rows, ChatFigures::reordered));
  }

  private static long sum(List<Row> rows, ToLongFunction<ChatFigures> of) {
    return Row.stories(rows, ChatFigures.class).mapToLong(of).sum();
  }

  private static String requests(Row row) {
    return row.median(REQUESTS)
        .map(m -> m < FEW ? "almost no requests" : Numbers.rough(m) + " requests")
        .orElse("an unknown number of requests");
  }
}
