package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a table shows in addition to {@link Lead}, in sentences based only on VALID trials. */
public final class Meaning {

  private Meaning() {}

  /** The sentences for one workload; none where no strategy has trials to rest on. */
  public static List<String> of(List<Row> rows) {
    List<Row> sound =
        rows.stream().filter(row -> row.supportsClaims(FigureGroup.FRESHNESS)).toList();
    var sentences = new ArrayList<String>();
    least(sound, Figures.STALENESS_MEAN)
        .ifPresent(
            freshest -> {
              leftOut(rows).ifPresent(sentences::add);
              if (sound.size() > 1) {
                sentences.add(freshest(freshest, alike(sound, freshest)));
              }
            });
    push(rows).flatMap(push -> BreakEven.bytes(push, rows)).ifPresent(sentences::add);
    return sentences;
  }

  /** What the sentences that follow do not speak of, so that a gap is not read as a loss. */
  private static Optional<String> leftOut(List<Row> rows) {
    List<String> names =
        rows.stream()
            .filter(row -> !row.supportsClaims(FigureGroup.FRESHNESS))
            .map(Row::name)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out, for an INVALID trial or none that is VALID in freshness: %s."
                .formatted(String.join(", ", names)));
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
            : " (no clear difference from "
                + String.join(", ", alike.stream().map(Row::name).toList())
                + ": their repeats overlap)";
    return "Freshest: %s%s, stale %s of the time (mean staleness %s), for %s."
        .formatted(
            row.name(),
            tie,
            median(row, Figures.STALE_TIME).map(v -> Numbers.percent(v / 100)).orElse("some"),
            median(row, Figures.STALENESS_MEAN).map(Numbers::millis).orElse(Numbers.NONE),
            cost(row));
  }

  /** The push that polls are compared with: WebSocket if measured, else another. */
  private static Optional<Row> push(List<Row> rows) {
    List<Row> pushes =
        rows.stream()
            .filter(row -> row.supportsClaims(FigureGroup.COUNTS))
            .filter(row -> row.strategy().filter(Strategy::isPush).isPresent())
            .toList();
    return pushes.stream()
        .filter(row -> row.strategy().filter(Strategy.WebSocket.class::isInstance).isPresent())
        .filter(row -> !row.isFloor())
        .findFirst()
        .or(() -> pushes.stream().findFirst());
  }

  private static String cost(Row row) {
    Stream<String> costs =
        Stream.concat(
            median(row, Figures.BYTES).map(Numbers::bytes).stream(),
            median(row, Figures.SERVER_CPU)
                .map(Numbers::micros)
                .map(t -> t + " of server CPU")
                .stream());
    return costs.collect(Collectors.joining(" and ")) + " per client and second";
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
