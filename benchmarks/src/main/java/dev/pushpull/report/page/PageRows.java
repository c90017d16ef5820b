package dev.pushpull.report.page;

import dev.pushpull.metric.Metrics;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.MetricText;
import dev.pushpull.report.Spread;
import dev.pushpull.report.sweep.BreakEven;
import dev.pushpull.report.sweep.JobTable;
import dev.pushpull.report.sweep.Row;
import dev.pushpull.report.sweep.ScenarioTable;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.run.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A run and what its trials left → {@link PageData}. */
final class PageRows {

  private final RunResults run;
  private final StoredTrials stored;
  private final List<String> names;

  private PageRows(RunResults run, StoredTrials stored) {
    this.run = run;
    this.stored = stored;
    this.names = Metrics.names(run);
  }

  static PageData of(
      RunResults run,
      Map<WorkloadInfo, List<Row>> tables,
      StoredTrials stored,
      Optional<OperationRun> operations) {
    return new PageRows(run, stored).data(tables, operations.map(OperationsData::of).orElse(null));
  }

  private PageData data(Map<WorkloadInfo, List<Row>> tables, @Nullable OperationsData operations) {
    var workloads = new ArrayList<PageData.Workload>();
    tables.forEach((workload, rows) -> workloads.add(workload(workload, rows)));
    return new PageData(
        run.runId(),
        names.stream()
            .map(n -> new PageData.Metric(n, MetricText.unit(n), FigureGroup.of(n)))
            .toList(),
        Curves.PERCENTILES,
        workloads,
        TrialCsv.render(run),
        operations);
  }

  private PageData.Workload workload(WorkloadInfo workload, List<Row> rows) {
    int shownRepeat = shownRepeat(rows);
    return new PageData.Workload(
        workload.label(),
        rows.stream().map(row -> row(row, shownRepeat)).toList(),
        BreakEven.byMetric(rows),
        JobTable.fits(rows) || !haveTheirArrivals(rows)
            ? List.of()
            : ExpectedCurves.of(workload.arrivals(), rows),
        ScenarioTable.of(rows).orElse(null));
  }

  private static boolean haveTheirArrivals(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.trials().stream())
        .allMatch(TrialResult::hasItsArrivals);
  }

  private PageData.Row row(Row row, int shownRepeat) {
    List<TrialResult> usable = row.usable();
    return new PageData.Row(
        row.name(),
        row.kind(),
        row.polls(),
        row.interval().map(interval -> interval.toNanos() / 1e6).orElse(null),
        row.verdict().name(),
        row.verdictText(),
        byKind(kind -> standing(row, kind)),
        spreads(row),
        row.trials().stream().map(this::trial).toList(),
        Curves.of(usable, stored),
        usable.stream().flatMap(trial -> overTime(trial).stream()).toList(),
        lane(usable, shownRepeat));
  }

  private static <T> Map<FigureGroup, T> byKind(Function<FigureGroup, T> of) {
    var found = new EnumMap<FigureGroup, T>(FigureGroup.class);
    FigureGroup.ALL.forEach(kind -> found.put(kind, of.apply(kind)));
    return found;
  }

  private static PageData.Standing standing(Row row, FigureGroup kind) {
    List<PageData.Doubt> doubts =
        row.doubtful(kind).stream()
            .flatMap(
                trial ->
                    trial.validity().why(kind).stream()
                        .map(why -> new PageData.Doubt(trial.repeat(), why)))
            .toList();
    return new PageData.Standing(row.verdict(kind).name(), row.supportsClaims(kind), doubts);
  }

  private List<double @Nullable []> spreads(Row row) {
    var spreads = new ArrayList<double @Nullable []>();
    names.forEach(name -> spreads.add(row.spread(name).map(PageRows::numbers).orElse(null)));
    return spreads;
  }

  private static double[] numbers(Spread spread) {
    var numbers =
        DoubleStream.of(
            spread.median(),
            spread.min(),
            spread.max(),
            spread.repeats(),
            spread.lowerBound() ? 1 : 0);
    Double upper = spread.upper();
    return (upper == null ? numbers : DoubleStream.concat(numbers, DoubleStream.of(upper)))
        .toArray();
  }

  private PageData.Trial trial(TrialResult trial) {
    Map<String, OptionalDouble> figures = Metrics.of(trial);
    var values = new ArrayList<@Nullable Double>();
    for (String name : names) {
      OptionalDouble figure = figures.getOrDefault(name, OptionalDouble.empty());
      values.add(figure.isPresent() ? figure.getAsDouble() : null);
    }
    return new PageData.Trial(
        trial.id(),
        trial.repeat(),
        trial.validity().verdict().name(),
        byKind(kind -> trial.validity().verdict(kind).name()),
        values,
        Metrics.upperEnds(trial),
        trial.target() == null ? Set.of() : Metrics.lowerBounds(trial));
  }

  private Optional<PageData.OverTime> overTime(TrialResult trial) {
    var slices = new LinkedHashMap<String, List<PageData.Slice>>();
    stored.summaries(trial.id()).forEach((metric, found) -> slices.put(metric, found.slices()));
    return slices.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageData.OverTime(trial.repeat(), slices));
  }

  /** Of the repeat that all lanes show if it left one there, else of another. */
  private PageData.@Nullable Lane lane(List<TrialResult> usable, int shown) {
    return usable.stream()
        .sorted(Comparator.comparing(trial -> trial.repeat() != shown))
        .flatMap(
            trial ->
                stored.trace(trial.id()).stream()
                    .map(trace -> new PageData.Lane(trial.id(), trial.repeat(), trace)))
        .findFirst()
        .orElse(null);
  }

  /**
   * The repeat with the most VALID traces in which anything was published: in one repeat all
   * strategies see the same updates.
   */
  private int shownRepeat(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.valid(FigureGroup.FRESHNESS).stream())
        .filter(trial -> stored.trace(trial.id()).filter(PageRows::hasUpdates).isPresent())
        .collect(Collectors.groupingBy(TrialResult::repeat, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue()) // the first of several
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  private static boolean hasUpdates(Trace trace) {
    return trace.publishes().stream().anyMatch(publish -> publish.atMs() >= 0);
  }
}
