package dev.pushpull.report.sweep;

import dev.pushpull.metric.Metrics;
import dev.pushpull.report.TargetNotes;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code trials.csv} (RFC 4180): one line per trial, every figure by its path in {@code
 * results.json}, decimals with a point, empty where there is no figure. Text that a spreadsheet
 * would take for a formula begins with an apostrophe; figures, negative ones too, stay numbers. A
 * simulated run has one more column, {@code simulated}, ahead of the figures; so has a run of a
 * scenario, {@code scenario}, and after the figures that all trials have come its own. A run of a
 * server that is not ours has columns of that, and last the figures' other ends.
 */
public final class TrialCsv {

  private record Column(String name, Function<TrialResult, Object> of) {}

  private static final List<Column> FACTS =
      List.of(
          new Column("id", TrialResult::id),
          new Column("strategy", TrialResult::strategy),
          new Column("repeat", TrialResult::repeat),
          new Column("seed", TrialResult::seed),
          new Column("arrivals", t -> t.hasItsArrivals() ? t.workload().arrivals() : ""),
          new Column("feeds", t -> t.workload().feeds()),
          new Column("subscribers", t -> t.workload().subscribers()),
          new Column("payloadBytes", t -> t.target() == null ? t.workload().payloadBytes() : ""),
          new Column("protocol", t -> t.workload().protocol()),
          new Column("windowSeconds", TrialResult::windowSeconds),
          new Column("windows", TrialResult::windows),
          new Column("verdict", t -> t.validity().verdict()),
          verdict(FigureGroup.FRESHNESS),
          verdict(FigureGroup.REQUEST_LATENCY),
          verdict(FigureGroup.CPU),
          verdict(FigureGroup.COUNTS),
          new Column("reasons", t -> t.validity().line()),
          new Column("lowerBounds", t -> String.join(" ", Metrics.lowerBounds(t))));

  /** Of servers that are not ours. */
  private static final List<Column> TARGET =
      List.of(
          target("name", TargetFigures::name),
          target("url", TargetFigures::url),
          target("truth", TargetFigures::truth),
          target("anyCertificate", TargetFigures::anyCertificate),
          target("clock", of -> Objects.requireNonNullElse(of.clock(), "")),
          new Column("absent", TargetNotes::absent));

  /** What spreadsheets begin a formula with; the wide ones count where Chinese is written. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private TrialCsv() {}

  private static Column verdict(FigureGroup kind) {
    return new Column("verdict." + kind.key(), t -> t.validity().verdict(kind));
  }

  private static Column target(String name, Function<TargetFigures, Object> of) {
    return new Column(
        "target." + name, trial -> trial.target() == null ? "" : of.apply(trial.target()));
  }

  /** The whole file, its lines ended by CR LF. */
  public static String render(RunResults run) {
    var columns = new ArrayList<>(FACTS);
    if (run.inVirtualTime()) {
      columns.add(new Column("simulated", _ -> true));
    }
    if (run.trials().stream().anyMatch(trial -> trial.workload().scenario() != null)) {
      columns.add(new Column("scenario", t -> t.workload().scenarioName()));
    }
    if (run.trials().stream().anyMatch(trial -> trial.workload().engine() != null)) {
      columns.add(new Column("engine", t -> t.workload().engineName()));
    }
    if (run.trials().stream().anyMatch(trial -> trial.target() != null)) {
      columns.addAll(TARGET);
    }
    var metrics = new ArrayList<>(Metrics.names(run));
    run.trials().stream()
        .flatMap(trial -> Metrics.ofTarget(trial).keySet().stream())
        .distinct()
        .forEach(metrics::add);
    var csv = new StringBuilder();
    csv.append(line(Stream.concat(columns.stream().map(Column::name), metrics.stream())));
    for (TrialResult trial : run.trials()) {
      var figures = new HashMap<>(Metrics.of(trial));
      figures.putAll(Metrics.ofTarget(trial));
      Stream<String> facts = columns.stream().map(column -> field(column.of().apply(trial)));
      csv.append(
          line(Stream.concat(facts, metrics.stream().map(name -> figure(figures.get(name))))));
    }
    return csv.toString();
  }

  private static String figure(@Nullable OptionalDouble figure) {
    return figure == null || figure.isEmpty() ? "" : Numbers.bare(figure.getAsDouble());
  }

  private static String field(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Double number -> Numbers.bare(number);
      default -> value.toString();
    };
  }

  /** Fit for a spreadsheet. */
  public static String text(String field) {
    return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
  }

  /** One line, ended. */
  public static String line(Stream<String> fields) {
    return fields.map(TrialCsv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
