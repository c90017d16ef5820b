package dev.pushpull.report.sweep;

import static dev.pushpull.report.Span.Style.CODE;
import static dev.pushpull.report.Span.Style.PLAIN;
import static dev.pushpull.report.Span.Style.TERMINAL;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.EnginePair;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.compare.PrimaryMetric;
import dev.pushpull.compare.Sample;
import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.EngineWords;
import dev.pushpull.report.Spread;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one run has the same strategies on several engines: the engines beside each other, medians
 * of the repeats that are VALID, and what follows.
 *
 * @param tables by workload, without the engine; none for a run on one engine
 * @param sentences on each engine against the first
 */
public record EngineTables(Map<WorkloadInfo, Table> tables, List<String> sentences) {

  /** What a section of them is called. */
  public static final String TITLE = "Engines compared";

  /** What a reader must know of the figures. */
  public static final String LEGEND =
      "Medians of the repeats in which a figure is VALID. An exchange is a request with its answer,"
          + " or a message where nothing is asked.";

  private static final String ENDS =
      "Of a figure that is known between two ends, the engines' ends that lie closest together are"
          + " compared, or the lower ones where the ranges overlap; each engine's own table has"
          + " both.";

  /** What an engine did in one strategy, by the title of its column. */
  private record Line(String engine, Map<PrimaryMetric, Sample> figures) {

    static Line of(String engine, List<MetricRow> rows, boolean base) {
      var figures = new LinkedHashMap<PrimaryMetric, Sample>();
      rows.forEach(row -> figures.put(row.metric(), base ? row.base() : row.candidate()));
      return new Line(engine, figures);
    }
  }

  /** Of a run. */
  public static EngineTables of(RunResults run) {
    var lines = new LinkedHashMap<WorkloadInfo, Map<String, List<Line>>>();
    List<Comparison> comparisons = Comparison.ofEngines(run);
    for (Comparison comparison : comparisons) {
      EnginePair engines = comparison.engines().orElseThrow();
      comparison
          .byWorkload()
          .forEach(
              (workload, pairs) ->
                  pairs.forEach(
                      (pair, rows) -> {
                        List<Line> same =
                            lines
                                .computeIfAbsent(workload, _ -> new LinkedHashMap<>())
                                .computeIfAbsent(
                                    pair.base(),
                                    _ ->
                                        new ArrayList<>(
                                            List.of(Line.of(engines.base(), rows, true))));
                        same.add(Line.of(engines.candidate(), rows, false));
                      }));
    }
    var tables = new LinkedHashMap<WorkloadInfo, Table>();
    lines.forEach((workload, strategies) -> tables.put(workload, table(strategies)));
    Stream<String> sentences = comparisons.stream().flatMap(c -> EngineWords.of(c).stream());
    boolean hasRanges =
        !tables.isEmpty() && run.trials().stream().anyMatch(EngineTables::hasTwoEnds);
    return new EngineTables(
        tables, Stream.concat(sentences, hasRanges ? Stream.of(ENDS) : Stream.of()).toList());
  }

  private static boolean hasTwoEnds(TrialResult trial) {
    return trial.target() != null && trial.target().atMost() != null;
  }

  private static Table table(Map<String, List<Line>> strategies) {
    List<PrimaryMetric> metrics =
        strategies.values().stream()
            .flatMap(List::stream)
            .flatMap(line -> line.figures().keySet().stream())
            .distinct()
            .sorted()
            .filter(EngineTables::isShown)
            .toList();
    var columns = new ArrayList<>(List.of(Column.text("engine")));
    metrics.forEach(metric -> columns.add(column(metric)));
    columns.add(new Column("each", "ratio", "client CPU ratio", true));
    var rows = new ArrayList<List<Cell>>();
    strategies.forEach(
        (strategy, lines) -> {
          rows.add(List.of(Cell.of(CODE.of(strategy))));
          lines.forEach(line -> rows.add(cells(line, lines.getFirst(), metrics)));
        });
    return new Table(columns, rows);
  }

  private static boolean isShown(PrimaryMetric metric) {
    return switch (metric) {
      case DELIVERY_P99, KNOWN_P99, RECEIVED_P99, STALENESS_P95, SERVER_CPU, BYTES -> false;
      default -> true;
    };
  }

  private static Column column(PrimaryMetric metric) {
    String title = metric.title() + (metric.unit().isEmpty() ? "" : " " + metric.unit());
    return switch (metric) {
      case REQUESTS -> new Column("/sub/s", "reqs", title, true);
      case EMPTY_POLLS -> new Column("empty", "% polls", title, true);
      case EXCHANGE_BYTES -> new Column("each", "bytes", title, true);
      case EXCHANGE_CLIENT_CPU -> new Column("each", "client CPU µs", title, true);
      default -> {
        int last = metric.title().lastIndexOf(' ');
        yield new Column(
            metric.title().substring(0, last),
            metric.title().substring(last + 1) + " " + metric.unit(),
            title,
            true);
      }
    };
  }

  private static List<Cell> cells(Line line, Line base, List<PrimaryMetric> metrics) {
    Stream<Cell> figures = metrics.stream().map(metric -> cell(line.figures().get(metric)));
    return Stream.concat(
            Stream.concat(Stream.of(Cell.of(TERMINAL.of("  "), PLAIN.of(line.engine()))), figures),
            Stream.of(Cell.of(ratio(line, base))))
        .toList();
  }

  private static Cell cell(@Nullable Sample sample) {
    return Spread.of(sample == null ? new double[0] : sample.toArray(), false)
        .map(
            spread -> {
              String range = spread.repeats() == 1 ? "" : spread.rangeText();
              return new Cell(List.of(PLAIN.of(spread.medianText())), range, range);
            })
        .orElse(Cell.of(Numbers.NONE));
  }

  private static String ratio(Line line, Line base) {
    Sample own = line.figures().get(PrimaryMetric.EXCHANGE_CLIENT_CPU);
    Sample first = base.figures().get(PrimaryMetric.EXCHANGE_CLIENT_CPU);
    return own == null || first == null || own.values().isEmpty() || first.values().isEmpty()
        ? Numbers.NONE
        : Numbers.rough(own.median().orElseThrow() / first.median().orElseThrow());
  }
}
