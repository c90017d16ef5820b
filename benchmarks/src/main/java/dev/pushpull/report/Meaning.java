package dev.pushpull.report;

import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a table means, in sentences that follow from its VALID trials alone. */
public final class Meaning {

  private static final double FRESH_ENOUGH_MS = 1_000;

  private static final String NONE_FRESH = "No poll that was tried kept p95 staleness below 1 s.";

  private Meaning() {}

  /** The sentences for one workload. */
  public static List<String> of(List<Row> rows) {
    List<Row> sound = rows.stream().filter(Row::supportsClaims).toList();
    Optional<Row> freshest = least(sound, Figures.STALENESS_MEAN);
    if (freshest.isEmpty()) {
      return List.of("No strategy has VALID trials only to speak for it: nothing is concluded.");
    }
    var sentences = new ArrayList<String>();
    leftOut(rows).ifPresent(sentences::add);
    sentences.add(freshest(freshest.get(), alike(sound, freshest.get())));
    List<Row> polls =
        sound.stream()
            .filter(Row::polls)
            .filter(row -> median(row, Figures.STALENESS_P95).isPresent())
            .toList();
    if (!polls.isEmpty()) {
      Optional<Row> cheapest = cheapest(polls);
      sentences.add(cheapest.map(Meaning::cheapest).orElse(NONE_FRESH));
      push(sound).ifPresent(push -> sentences.addAll(against(push, cheapest, polls, sound)));
    }
    return sentences;
  }

  /** What the sentences that follow do not speak of, so that a gap is not read as a loss. */
  private static Optional<String> leftOut(List<Row> rows) {
    List<String> names = rows.stream().filter(row -> !row.supportsClaims()).map(Row::name).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out of what follows, for want of VALID trials: "
                + String.join(", ", names)
                + ".");
  }

  /** Those whose repeats overlap the freshest one's: no difference was shown. */
  private static List<Row> alike(List<Row> sound, Row freshest) {
    double most = freshest.validSpread(Figures.STALENESS_MEAN).orElseThrow().max();
    return sound.stream()
        .filter(row -> !row.equals(freshest))
        .filter(
            row ->
                row.validSpread(Figures.STALENESS_MEAN)
                    .filter(spread -> spread.min() <= most)
                    .isPresent())
        .toList();
  }

  private static String freshest(Row row, List<Row> alike) {
    String tie =
        alike.isEmpty()
            ? ""
            : " (no difference shown from "
                + String.join(", ", alike.stream().map(Row::name).toList())
                + ": their repeats overlap)";
    return "Freshest: %s%s, out of date %s of the time (mean staleness %s), for %s."
        .formatted(
            row.name(),
            tie,
            median(row, Figures.STALE_TIME).map(v -> Numbers.percent(v / 100)).orElse("some"),
            median(row, Figures.STALENESS_MEAN).map(Numbers::millis).orElse(Numbers.NONE),
            cost(row));
  }

  private static Optional<Row> cheapest(List<Row> polls) {
    List<Row> freshEnough =
        polls.stream()
            .filter(
                r -> median(r, Figures.STALENESS_P95).filter(v -> v < FRESH_ENOUGH_MS).isPresent())
            .toList();
    return least(freshEnough, Figures.SERVER_CPU);
  }

  private static String cheapest(Row row) {
    String staleness = median(row, Figures.STALENESS_P95).map(Numbers::millis).orElse(Numbers.NONE);
    return "Cheapest poll in server CPU that kept p95 staleness below 1 s: %s (p95 %s), for %s."
        .formatted(row.name(), staleness, cost(row));
  }

  /** The push that the polls are held against: WebSocket, or what is nearest to it. */
  private static Optional<Row> push(List<Row> sound) {
    List<Row> pushes =
        sound.stream().filter(r -> r.strategy().filter(Strategy::isPush).isPresent()).toList();
    return pushes.stream()
        .filter(row -> row.strategy().filter(Strategy.WebSocket.class::isInstance).isPresent())
        .findFirst()
        .or(() -> pushes.stream().findFirst());
  }

  private static List<String> against(
      Row push, Optional<Row> cheapest, List<Row> polls, List<Row> sound) {
    var sentences = new ArrayList<String>();
    cheapest
        .or(() -> least(polls, Figures.STALENESS_P95))
        .ifPresent(poll -> sentences.add(against(push, poll)));
    BreakEven.bytes(push, sound).ifPresent(sentences::add);
    return sentences;
  }

  /** What push took of what a poll took. */
  private static String against(Row push, Row poll) {
    return "Against %s, %s took %s of the requests, %s of the bytes and %s of the server CPU."
        .formatted(
            poll.name(),
            push.name(),
            share(push, poll, Figures.REQUESTS),
            share(push, poll, Figures.BYTES),
            share(push, poll, Figures.SERVER_CPU));
  }

  private static String share(Row push, Row poll, Figure figure) {
    return median(poll, figure)
        .filter(v -> v > 0)
        .flatMap(of -> median(push, figure).map(v -> Numbers.rough(100 * v / of) + " %"))
        .map(text -> text.equals("0 %") ? "none" : text)
        .orElse("an unknown share");
  }

  private static String cost(Row row) {
    return "%s and %s of server CPU per subscriber-second"
        .formatted(
            median(row, Figures.BYTES).map(Numbers::bytes).orElse(Numbers.NONE),
            median(row, Figures.SERVER_CPU).map(Numbers::micros).orElse(Numbers.NONE));
  }

  private static Optional<Row> least(List<Row> rows, Figure figure) {
    return rows.stream()
        .filter(row -> median(row, figure).isPresent())
        .min(Comparator.comparing(row -> median(row, figure).orElse(Double.MAX_VALUE)));
  }

  private static Optional<Double> median(Row row, Figure figure) {
    return row.validSpread(figure).map(Spread::median);
  }
}
