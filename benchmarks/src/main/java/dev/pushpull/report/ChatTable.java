package dev.pushpull.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a chat's messages, by strategy: figures for a table, and what they mean. */
public final class ChatTable {

  public static final Figure ARRIVED_MEAN =
      Figure.delay("sender to receiver", "arrival", "mean", t -> t.delayMs().mean());
  public static final Figure ARRIVED_P50 =
      Figure.delay("sender to receiver", "arrival", "p50", t -> t.delayMs().p50());
  static final Figure ARRIVED_P95 =
      Figure.delay("sender to receiver", "arrival", "p95", t -> t.delayMs().p95());
  static final Figure ARRIVED_MAX =
      Figure.delay("sender to receiver", "arrival", "max", t -> t.delayMs().max());
  public static final Figure ARRIVED_P99 =
      Figure.delay("sender to receiver", "arrival", "p99", t -> t.delayMs().p99());
  public static final Figure ECHO_P50 =
      told(FigureGroup.FRESHNESS, "echo p50 ms", "echo", "p50 ms", s -> s.echoLatencyMs().p50());
  public static final Figure REQUESTS =
      told("requests per message received", "/msg", "reqs", ChatStory::requestsPerMessage);
  public static final Figure BYTES =
      told("bytes per message received", "/msg", "bytes", ChatStory::bytesPerMessage);
  public static final Figure SENT =
      told("messages sent", "msgs", "sent", story -> (double) story.sent());
  public static final Figure LOST =
      told("messages lost", "msgs", "lost", story -> (double) story.lost());
  public static final Figure DUPLICATED =
      told("messages duplicated", "msgs", "twice", story -> (double) story.duplicated());
  public static final Figure REORDERED =
      told("messages reordered", "msgs", "late", story -> (double) story.reordered());
  public static final Figure CUTS =
      told("members cut off", "", "cuts", story -> (double) story.cuts());

  /** In the order of the columns. */
  public static final List<Figure> TABLE =
      List.of(
          ARRIVED_MEAN,
          ARRIVED_P99,
          ECHO_P50,
          REQUESTS,
          BYTES,
          SENT,
          LOST,
          DUPLICATED,
          REORDERED,
          CUTS);

  /** Fewer requests for each message than this are those that open connections. */
  private static final double FEW = 0.005;

  private ChatTable() {}

  private static Figure told(
      String title, String group, String name, Function<ChatStory, @Nullable Double> of) {
    return told(FigureGroup.COUNTS, title, group, name, of);
  }

  private static Figure told(
      FigureGroup kind,
      String title,
      String group,
      String name,
      Function<ChatStory, @Nullable Double> of) {
    return Figure.exact(
        kind,
        title,
        group,
        name,
        trial -> trial.story() instanceof ChatStory told ? of.apply(told) : null);
  }

  /** Whether these rows are about chats. */
  public static boolean fits(List<Row> rows) {
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

  /**
   * What the table means. What happened to the messages covers all trials; what was fast and cheap,
   * of those alone that are VALID.
   */
  public static List<String> sentences(List<Row> rows) {
    var sentences = new ArrayList<>(List.of(kept(rows)));
    List<Row> sound =
        rows.stream()
            .filter(r -> r.supportsClaims(FigureGroup.FRESHNESS))
            .filter(r -> has(r, ARRIVED_MEAN))
            .toList();
    least(sound, ARRIVED_MEAN)
        .ifPresent(
            row ->
                sentences.add(
                    "Fastest: %s; %s from sender to receiver on average, for %s and %s per message received."
                        .formatted(row.name(), millis(row), requests(row), bytes(row))));
    least(sound, BYTES)
        .filter(row -> !least(sound, ARRIVED_MEAN).equals(Optional.of(row)))
        .ifPresent(
            row ->
                sentences.add(
                    "Fewest bytes: %s; %s per message received, with %s from sender to receiver."
                        .formatted(row.name(), bytes(row), millis(row))));
    return sentences;
  }

  private static String kept(List<Row> rows) {
    long sent = stories(rows).mapToLong(ChatStory::sent).sum();
    long cuts = stories(rows).mapToLong(ChatStory::cuts).sum();
    long lost = stories(rows).mapToLong(ChatStory::lost).sum();
    long duplicated = stories(rows).mapToLong(ChatStory::duplicated).sum();
    long reordered = stories(rows).mapToLong(ChatStory::reordered).sum();
    String cut = cuts == 0 ? "" : said(", while members were cut off %,d times", cuts);
    return lost == 0 && duplicated == 0 && reordered == 0
        ? said("Every member got each of the %,d messages of its room once and in order", sent)
            + cut
            + "."
        : said("Of %,d messages sent", sent)
            + cut
            + said(
                ", members missed %,d, got %,d twice and %,d out of order.",
                lost, duplicated, reordered);
  }

  @FormatMethod
  private static String said(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static boolean has(Row row, Figure figure) {
    return row.validSpread(figure).isPresent();
  }

  private static double median(Row row, Figure figure) {
    return row.validSpread(figure).map(Spread::median).orElse(Double.NaN);
  }

  private static Optional<Row> least(List<Row> rows, Figure figure) {
    return rows.stream()
        .filter(row -> has(row, figure))
        .min(Comparator.comparingDouble(row -> median(row, figure)));
  }

  private static String millis(Row row) {
    return Numbers.millis(median(row, ARRIVED_MEAN));
  }

  private static String bytes(Row row) {
    return has(row, BYTES) ? Numbers.bytes(median(row, BYTES)) : "an unknown number of bytes";
  }

  private static String requests(Row row) {
    if (!has(row, REQUESTS)) {
      return "an unknown number of requests";
    }
    double median = median(row, REQUESTS);
    return median < FEW ? "almost no requests" : Numbers.rough(median) + " requests";
  }
}
