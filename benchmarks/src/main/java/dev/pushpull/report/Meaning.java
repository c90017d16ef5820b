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
    sentences.add(freshest(freshest.get()));
    cheapest(sound).ifPresent(row -> sentences.add(cheapest(row, freshest.get())));
    return sentences;
  }

  private static String freshest(Row row) {
    return "Freshest: %s, out of date %s of the time (mean staleness %s), for %s."
        .formatted(
            row.strategy(),
            median(row, Figures.STALE_TIME).map(v -> Numbers.percent(v / 100)).orElse("some"),
            median(row, Figures.STALENESS_MEAN).map(Numbers::millis).orElse(Numbers.NONE),
            cost(row));
  }

  private static Optional<Row> cheapest(List<Row> sound) {
    List<Row> freshEnough =
        sound.stream()
            .filter(
                r -> median(r, Figures.STALENESS_P95).filter(v -> v < FRESH_ENOUGH_MS).isPresent())
            .toList();
    return least(freshEnough, Figures.SERVER_CPU);
  }

  private static String cheapest(Row row, Row freshest) {
    String claim = "Cheapest in server CPU that kept p95 staleness below 1 s: " + row.strategy();
    if (row.equals(freshest)) {
      return claim + ", the freshest itself.";
    }
    String staleness = median(row, Figures.STALENESS_P95).map(Numbers::millis).orElse(Numbers.NONE);
    return claim + " (p95 " + staleness + "), for " + cost(row) + ratio(row, freshest) + ".";
  }

  private static String cost(Row row) {
    return "%s and %s of server CPU per subscriber-second"
        .formatted(
            median(row, Figures.BYTES).map(Numbers::bytes).orElse(Numbers.NONE),
            median(row, Figures.SERVER_CPU).map(Numbers::micros).orElse(Numbers.NONE));
  }

  private static String ratio(Row row, Row freshest) {
    Optional<Double> base = median(freshest, Figures.SERVER_CPU).filter(v -> v > 0);
    Optional<Double> own = median(row, Figures.SERVER_CPU);
    return base.isEmpty() || own.isEmpty()
        ? ""
        : ", %s of %s's CPU"
            .formatted(Numbers.percent(own.get() / base.get()), freshest.strategy());
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
