package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.spec.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How old couriers' positions were on the map, by strategy, and what that means. */
public final class CourierTable {

  public static final Figure AGE_MEAN =
      Figure.exact(
          FigureGroup.FRESHNESS,
          "age mean ms",
          "age",
          "mean ms",
          t -> t.ageMs().distribution().mean());
  public static final Figure AGE_P95 =
      Figure.exact(
          FigureGroup.FRESHNESS,
          "age p95 ms",
          "age",
          "p95 ms",
          t -> t.ageMs().distribution().p95());
  public static final Figure AGE_PEAK =
      Figure.exact(
          FigureGroup.FRESHNESS, "peak age mean ms", "age", "peak ms", t -> t.ageMs().peakMean());

  /** In the order of the columns. */
  public static final List<Figure> TABLE =
      List.of(
          AGE_MEAN,
          AGE_P95,
          AGE_PEAK,
          Figures.STALENESS_MEAN,
          Figures.STALENESS_P95,
          Figures.STALE_TIME);

  private CourierTable() {}

  /** Whether these rows are about couriers. */
  public static boolean fits(List<Row> rows) {
    return rows.stream()
        .anyMatch(r -> r.workload().scenarioName().equals(new Scenario.Courier().toString()));
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  public static List<String> sentences(List<Row> rows) {
    List<Row> sound =
        rows.stream()
            .filter(row -> row.supportsClaims(FigureGroup.FRESHNESS))
            .filter(row -> row.validSpread(AGE_MEAN).isPresent())
            .sorted(Comparator.comparingDouble(row -> median(row, AGE_MEAN)))
            .toList();
    var sentences = new ArrayList<String>();
    if (!sound.isEmpty()) {
      Row best = sound.getFirst();
      sentences.add(
          "Freshest map: %s; a position is %s old on average. No strategy can remove all of that:"
                  .formatted(best.name(), Numbers.millis(median(best, AGE_MEAN)))
              + " couriers report at intervals, and not at all in tunnels.");
      worst(sound, best).ifPresent(sentences::add);
    }
    return sentences;
  }

  private static Optional<String> worst(List<Row> sound, Row best) {
    Row worst = sound.getLast();
    double more = median(worst, AGE_MEAN) - median(best, AGE_MEAN);
    return worst.equals(best) || more <= 0
        ? Optional.empty()
        : Optional.of(
            "Stalest map: %s; positions are %s older on average, and wrong %s of the time."
                .formatted(
                    worst.name(),
                    Numbers.millis(more),
                    worst
                        .validSpread(Figures.STALE_TIME)
                        .map(spread -> Numbers.percent(spread.median() / 100))
                        .orElse("some")));
  }

  private static double median(Row row, Figure figure) {
    return row.validSpread(figure).map(Spread::median).orElse(Double.NaN);
  }
}
