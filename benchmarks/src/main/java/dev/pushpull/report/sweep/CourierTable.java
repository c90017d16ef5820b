package dev.pushpull.report.sweep;

import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How old couriers' positions were on the map, by strategy, and what that means. */
final class CourierTable {

  static final TimeFigures AGE = new TimeFigures("ageMs", "age", "age");
  static final TrialFigure AGE_MEAN = AGE.stat("mean");

  /** In the order of the columns. */
  private static final List<TrialFigure> TABLE =
      List.of(
          AGE_MEAN,
          AGE.stat("p95"),
          new TrialFigure("ageMs.peakMean", "peak age mean ms", "age", "peak ms"),
          TrialFigures.STALENESS_MEAN,
          TrialFigures.STALENESS_P95,
          TrialFigures.STALE_TIME);

  private CourierTable() {}

  /** Whether these rows are about couriers. */
  static boolean fits(List<Row> rows) {
    String courier = new Scenario.Courier().toString();
    return rows.stream().anyMatch(row -> row.workload().scenarioName().equals(courier));
  }

  static ScenarioTable of(List<Row> rows) {
    return new ScenarioTable(
        new Scenario.Courier().kind(), "Age of the couriers' positions", TABLE, sentences(rows));
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  private static List<String> sentences(List<Row> rows) {
    List<Row> sound =
        Row.sound(rows, AGE_MEAN).stream()
            .sorted(Comparator.comparingDouble(CourierTable::age))
            .toList();
    var sentences = new ArrayList<String>();
    if (!sound.isEmpty()) {
      Row best = sound.getFirst();
      Row worst = sound.getLast();
      sentences.add(
          "Freshest map: %s; a position is %s old on average. No strategy can remove all of that: couriers report at intervals, and not at all in tunnels."
              .formatted(best.name(), best.millis(AGE_MEAN)));
      double more = age(worst) - age(best);
      if (more > 0) {
        sentences.add(
            "Stalest map: %s; positions are %s older on average, and wrong %s of the time."
                .formatted(worst.name(), Numbers.millis(more), worst.staleTime()));
      }
    }
    return sentences;
  }

  private static double age(Row row) {
    return row.median(AGE_MEAN).orElseThrow();
  }
}
