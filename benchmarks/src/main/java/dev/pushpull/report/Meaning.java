package dev.pushpull.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a table means, in sentences that follow from its VALID trials alone. */
final class Meaning {

  private static final double FRESH_ENOUGH_MS = 1_000;

  private Meaning() {}

  /** The sentences for one workload. */
  static List<String> of(List<Row> rows) {
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
      sentences.add(cheapest(polls, freshest.get()));
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

  private static String cheapest(List<Row> polls, Row freshest) {
    List<Row> freshEnough =
        polls.stream()
            .filter(
                r -> median(r, Figures.STALENESS_P95).filter(v -> v < FRESH_ENOUGH_MS).isPresent())
            .toList();
    Optional<Row> cheapest = least(freshEnough, Figures.SERVER_CPU);
    if (cheapest.isEmpty()) {
      return "No poll that was tried kept p95 staleness below 1 s.";
    }
    Row row = cheapest.get();
    String staleness = median(row, Figures.STALENESS_P95).map(Numbers::millis).orElse(Numbers.NONE);
    return "Cheapest poll in server CPU that kept p95 staleness below 1 s: %s (p95 %s), for %s%s."
        .formatted(row.name(), staleness, cost(row), ratio(row, freshest));
  }

  private static String cost(Row row) {
    return "%s and %s of server CPU per subscriber-second"
        .formatted(
            median(row, Figures.BYTES).map(Numbers::bytes).orElse(Numbers.NONE),
            median(row, Figures.SERVER_CPU).map(Numbers::micros).orElse(Numbers.NONE));
  }

  private static String ratio(Row row, Row freshest) {
    if (row.equals(freshest)) {
      return "";
    }
    return ", %s × the bytes and %s × the CPU of %s"
        .formatted(
            ratio(row, freshest, Figures.BYTES),
            ratio(row, freshest, Figures.SERVER_CPU),
            freshest.name());
  }

  private static String ratio(Row row, Row base, Figure figure) {
    Optional<Double> denominator = median(base, figure).filter(v -> v > 0);
    return denominator
        .flatMap(d -> median(row, figure).map(v -> Numbers.rough(v / d)))
        .orElse(Numbers.NONE);
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
