package dev.pushpull.report;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.ComparisonVerdict;
import dev.pushpull.compare.EnginePair;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.compare.PrimaryMetric;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a comparison of two engines says in sentences. The clients are the same strategies, so what
 * the server saw and how fresh they were must agree; bytes differ by headers, and CPU is the point.
 */
public final class EngineWords {

  /** A smaller difference of times is the time that the engine itself takes. */
  private static final double OWN_MILLIS = 1;

  /** A smaller difference of bytes is chance: of a few pings, or of a version's digits. */
  private static final double SAME_BYTES = 0.5;

  private final EnginePair engines;
  private final List<MetricRow> rows;

  private EngineWords(EnginePair engines, List<MetricRow> rows) {
    this.engines = engines;
    this.rows = rows;
  }

  /** The sentences; none where engines are not what is compared. */
  public static List<String> of(Comparison comparison) {
    return comparison
        .engines()
        .map(engines -> new EngineWords(engines, comparison.rows()).sentences())
        .orElse(List.of());
  }

  private List<String> sentences() {
    var told = new ArrayList<>(List.of(agreement()));
    List<MetricRow> own = changed().stream().filter(EngineWords::isOwnTime).toList();
    if (!own.isEmpty()) {
      told.add(
          "Less than 1 ms apart, which is the engine's own time: %s.".formatted(enumerated(own)));
    }
    bytes(told);
    cpu(told);
    return told;
  }

  private String agreement() {
    List<MetricRow> server = rows.stream().filter(row -> row.metric().isOfServer()).toList();
    long judged =
        server.stream().filter(row -> row.verdict() != ComparisonVerdict.NO_VERDICT).count();
    List<MetricRow> differing = changed().stream().filter(row -> !isOwnTime(row)).toList();
    String must =
        "%s and %s ran the same strategies, so the server's figures (delivery, staleness, requests, empty polls) must agree"
            .formatted(engines.base(), engines.candidate());
    if (judged == 0) {
      return must + "; there is no verdict on it, which takes 5 VALID repeats of each.";
    }
    String rest = judged == server.size() ? "" : ", of " + server.size();
    return differing.isEmpty()
        ? "%s, and they do, in all %d figures with a verdict%s.".formatted(must, judged, rest)
        : "%s, but %d of the %d with a verdict%s do not: %s. Find out why before you trust either."
            .formatted(must, differing.size(), judged, rest, enumerated(differing));
  }

  /** Those of the server that differ beyond chance. */
  private List<MetricRow> changed() {
    return rows.stream()
        .filter(row -> row.metric().isOfServer())
        .filter(
            row ->
                row.verdict() == ComparisonVerdict.WORSE
                    || row.verdict() == ComparisonVerdict.BETTER)
        .toList();
  }

  private static boolean isOwnTime(MetricRow row) {
    return row.metric().unit().equals("ms") && Math.abs(step(row)) < OWN_MILLIS;
  }

  /** Candidate less base, medians of rows that have both. */
  private static double step(MetricRow row) {
    return row.candidate().median().orElseThrow() - row.base().median().orElseThrow();
  }

  private static String enumerated(List<MetricRow> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %s against %s (%s)"
                    .formatted(
                        ComparisonWords.strategies(row.strategies()),
                        ComparisonWords.metric(row.metric()),
                        Numbers.plain(row.candidate().median().orElseThrow()),
                        Numbers.plain(row.base().median().orElseThrow()),
                        ComparisonWords.difference(row)))
        .collect(Collectors.joining("; "));
  }

  private List<MetricRow> measured(PrimaryMetric metric) {
    return rows.stream()
        .filter(row -> row.metric() == metric)
        .filter(row -> row.base().median().isPresent() && row.candidate().median().isPresent())
        .toList();
  }

  private void bytes(List<String> told) {
    Map<String, List<String>> strategies =
        measured(PrimaryMetric.EXCHANGE_BYTES).stream()
            .collect(
                Collectors.groupingBy(
                    EngineWords::fewer,
                    LinkedHashMap::new,
                    Collectors.mapping(EngineWords::strategy, Collectors.toList())));
    if (!strategies.isEmpty()) {
      told.add(
          "Bytes differ by headers. For each exchange (a request with its answer, or a message) %s took %s."
              .formatted(
                  engines.candidate(),
                  strategies.entrySet().stream()
                      .map(e -> e.getKey() + " in " + String.join(", ", e.getValue()))
                      .collect(Collectors.joining("; "))));
    }
  }

  private static String fewer(MetricRow row) {
    double step = step(row);
    return Math.abs(step) < SAME_BYTES
        ? "the same"
        : "%s %s".formatted(Numbers.bytes(Math.rint(Math.abs(step))), step < 0 ? "less" : "more");
  }

  private static String strategy(MetricRow row) {
    return row.strategies().base();
  }

  private void cpu(List<String> told) {
    List<MetricRow> known = measured(PrimaryMetric.EXCHANGE_CLIENT_CPU);
    if (!known.isEmpty()) {
      told.add(
          "Client CPU for each exchange, %s against %s: %s."
              .formatted(
                  engines.candidate(),
                  engines.base(),
                  known.stream()
                      .map(
                          row ->
                              "%s %s against %s µs%s"
                                  .formatted(
                                      strategy(row),
                                      Numbers.plain(row.candidate().median().orElseThrow()),
                                      Numbers.plain(row.base().median().orElseThrow()),
                                      ratio(row)))
                      .collect(Collectors.joining("; "))));
    }
  }

  /** Such as {@code (× 0.23)}, of medians; empty where nothing was taken. */
  private static String ratio(MetricRow row) {
    double base = row.base().median().orElseThrow();
    return base > 0
        ? String.format(
            Locale.ROOT, " (× %s)", Numbers.rough(row.candidate().median().orElseThrow() / base))
        : "";
  }
}
