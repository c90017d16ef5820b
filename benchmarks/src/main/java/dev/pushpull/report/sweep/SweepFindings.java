package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table shows in addition to {@link SweepRecommendation}, in sentences based only on VALID
 * trials.
 */
public final class SweepFindings {

  private SweepFindings() {}

  /** The sentences for one workload; none where no strategy has trials to rest on. */
  public static List<String> of(List<Row> rows) {
    List<Row> sound = Row.sound(rows, TrialFigures.STALENESS_MEAN);
    List<String> leftOut =
        names(rows.stream().filter(row -> !row.supportsClaims(FigureGroup.FRESHNESS)));
    var sentences = new ArrayList<String>();
    // So that a gap is not read as a loss.
    if (!sound.isEmpty() && !leftOut.isEmpty()) {
      sentences.add(
          "Left out, for an INVALID trial or none that is VALID in freshness: %s."
              .formatted(String.join(", ", leftOut)));
    }
    if (rows.size() - leftOut.size() > 1) {
      Row.least(sound, TrialFigures.STALENESS_MEAN)
          .ifPresent(row -> sentences.add(freshest(row, alike(sound, row))));
    }
    push(rows).flatMap(push -> BreakEven.bytes(push, rows)).ifPresent(sentences::add);
    return sentences;
  }

  private static List<String> names(Stream<Row> rows) {
    return rows.map(Row::name).toList();
  }

  /** Those whose repeats overlap the freshest one's: no difference was shown. */
  private static List<String> alike(List<Row> sound, Row freshest) {
    Spread least = staleness(freshest);
    return names(
        sound.stream()
            .filter(row -> !row.equals(freshest))
            .filter(row -> !least.isBelow(staleness(row))));
  }

  private static Spread staleness(Row row) {
    return row.validSpread(TrialFigures.STALENESS_MEAN).orElseThrow();
  }

  private static String freshest(Row row, List<String> alike) {
    String tie =
        alike.isEmpty()
            ? ""
            : " (no clear difference from %s: their repeats overlap)"
                .formatted(String.join(", ", alike));
    return "Freshest: %s%s, stale %s of the time (mean staleness %s), for %s per client and second."
        .formatted(
            row.name(),
            tie,
            row.staleTime(),
            row.millis(TrialFigures.STALENESS_MEAN),
            Stream.of(Cost.BYTES, Cost.SERVER_CPU)
                .flatMap(cost -> cost.of(row).stream())
                .collect(Collectors.joining(" and ")));
  }

  /** The push that polls are compared with: WebSocket if measured, else another. */
  private static Optional<Row> push(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.supportsClaims(FigureGroup.COUNTS))
        .filter(row -> row.strategy().filter(Strategy::isPush).isPresent())
        .min(Comparator.comparing(row -> !row.isWebSocket() || row.isFloor()));
  }
}
