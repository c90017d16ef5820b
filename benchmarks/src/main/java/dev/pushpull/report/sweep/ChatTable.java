package dev.pushpull.report.sweep;

import dev.pushpull.result.ChatStory;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a chat's messages, by strategy: figures for a table, and what they mean. */
final class ChatTable {

  static final TrialFigure ARRIVED_MEAN = arrived("mean");
  static final TrialFigure ARRIVED_P50 = arrived("p50");
  static final TrialFigure ARRIVED_P95 = arrived("p95");
  static final TrialFigure ARRIVED_P99 = arrived("p99");
  static final TrialFigure ARRIVED_MAX = arrived("max");
  static final TrialFigure REQUESTS = perMessage("requests", "reqs", ChatStory::requestsPerMessage);
  static final TrialFigure BYTES = perMessage("bytes", "bytes", ChatStory::bytesPerMessage);

  /** In the order of the columns. */
  static final List<TrialFigure> TABLE =
      List.of(
          ARRIVED_MEAN,
          ARRIVED_P99,
          TrialFigure.exact(
              FigureGroup.FRESHNESS,
              "echo p50 ms",
              "echo",
              "p50 ms",
              t -> t.story() instanceof ChatStory told ? told.echoLatencyMs().p50() : null),
          REQUESTS,
          BYTES,
          count("messages sent", "msgs", "sent", ChatStory::sent),
          count("messages lost", "msgs", "lost", ChatStory::lost),
          count("messages duplicated", "msgs", "twice", ChatStory::duplicated),
          count("messages reordered", "msgs", "late", ChatStory::reordered),
          count("members cut off", "", "cuts", ChatStory::cuts));

  /** Fewer requests for each message than this are those that open connections. */
  private static final double FEW = 0.005;

  private ChatTable() {}

  private static TrialFigure arrived(String stat) {
    return TrialFigure.millis("sender to receiver", "arrival", stat, TrialResult::delayMs);
  }

  private static TrialFigure perMessage(
      String what, String name, Function<ChatStory, @Nullable Double> of) {
    return TrialFigure.story(ChatStory.class, what + " per message received", "/msg", name, of);
  }

  private static TrialFigure count(
      String title, String group, String name, ToLongFunction<ChatStory> of) {
    return TrialFigure.story(
        ChatStory.class, title, group, name, story -> (double) of.applyAsLong(story));
  }

  /** Whether these rows are about chats. */
  static boolean fits(List<Row> rows) {
    return stories(rows).findAny().isPresent();
  }

  /** Whether every member got every message once and in order; true where there is no chat. */
  static boolean losesNothing(Row row) {
    return stories(List.of(row))
        .allMatch(story -> story.lost() == 0 && story.duplicated() == 0 && story.reordered() == 0);
  }

  private static Stream<ChatStory> stories(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.trials().stream())
        .map(TrialResult::story)
        .filter(ChatStory.class::isInstance)
        .map(ChatStory.class::cast);
  }

  static ScenarioTable of(List<Row> rows) {
    return new ScenarioTable(
        Scenario.Chat.KIND, "Chat messages: delay, losses and cost", TABLE, sentences(rows));
  }

  /**
   * What the table means. What happened to the messages covers all trials; what was fast and cheap,
   * of those alone that are VALID.
   */
  private static List<String> sentences(List<Row> rows) {
    var sentences = new ArrayList<>(List.of(kept(rows)));
    List<Row> sound = Row.sound(rows, ARRIVED_MEAN);
    Optional<Row> fastest = Row.least(sound, ARRIVED_MEAN);
    fastest.ifPresent(
        row ->
            sentences.add(
                "Fastest: %s; %s from sender to receiver on average, for %s and %s per message received."
                    .formatted(row.name(), millis(row), requests(row), row.bytes(BYTES))));
    Row.least(sound, BYTES)
        .filter(row -> !fastest.equals(Optional.of(row)))
        .ifPresent(
            row ->
                sentences.add(
                    "Fewest bytes: %s; %s per message received, with %s from sender to receiver."
                        .formatted(row.name(), row.bytes(BYTES), millis(row))));
    return sentences;
  }

  private static String kept(List<Row> rows) {
    long sent = sum(rows, ChatStory::sent);
    long cuts = sum(rows, ChatStory::cuts);
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
            sum(rows, ChatStory::lost),
            sum(rows, ChatStory::duplicated),
            sum(rows, ChatStory::reordered));
  }

  private static long sum(List<Row> rows, ToLongFunction<ChatStory> of) {
    return stories(rows).mapToLong(of).sum();
  }

  private static String millis(Row row) {
    return Numbers.millis(row.median(ARRIVED_MEAN).orElseThrow());
  }

  private static String requests(Row row) {
    return row.median(REQUESTS)
        .map(m -> m < FEW ? "almost no requests" : Numbers.rough(m) + " requests")
        .orElse("an unknown number of requests");
  }
}
