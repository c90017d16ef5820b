package dev.pushpull.report.sweep;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How old couriers' positions were on the map, by strategy, and what that means. */
final class CourierTable {

  static final TrialFigure AGE_MEAN = age("mean");

  /** In the order of the columns. */
  static final List<TrialFigure> TABLE =
      List.of(
          AGE_MEAN,
          age("p95"),
          TrialFigure.exact(
              FigureGroup.FRESHNESS,
              "peak age mean ms",
              "age",
              "peak ms",
              t -> t.times().ageMs().peakMean()),
          TrialFigures.STALENESS_MEAN,
          TrialFigures.STALENESS_P95,
          TrialFigures.STALE_TIME);

  private CourierTable() {}

  private static TrialFigure age(String stat) {
    return TrialFigure.millis("age", "age", stat, t -> t.times().ageMs().distribution());
  }

  /** Whether these rows are about couriers. */
  static boolean fits(List<Row> rows) {
    return rows.stream()
        .anyMatch(r -> r.workload().scenarioName().equals(new Scenario.Courier().toString()));
  }

  static ScenarioTable of(List<Row> rows) {
    return new ScenarioTable(
        new Scenario.Courier().kind(), "Age of the couriers' positions", TABLE, sentences(rows));
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  private static List<String> sentences(List<Row> rows) {
    List<Row> sound =
        Row.sound(rows, AGE_MEAN).stream()
            .sorted(Comparator.comparing(row -> row.median(AGE_MEAN).orElseThrow()))
            .toList();
    var sentences = new ArrayList<String>();
    if (!sound.isEmpty()) {
      Row best = sound.getFirst();
      Row worst = sound.getLast();
      double least = best.median(AGE_MEAN).orElseThrow();
      double more = worst.median(AGE_MEAN).orElseThrow() - least;
      sentences.add(
          "Freshest map: %s; a position is %s old on average. No strategy can remove all of that: couriers report at intervals, and not at all in tunnels."
              .formatted(best.name(), Numbers.millis(least)));
      if (more > 0) {
        sentences.add(
            "Stalest map: %s; positions are %s older on average, and wrong %s of the time."
                .formatted(worst.name(), Numbers.millis(more), worst.staleTime()));
      }
    }
    return sentences;
  }
}
