package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.Metrics;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * {@code trials.csv} (RFC 4180): one line per trial, every figure by its path in {@code
 * results.json}, decimals with a point, empty where there is no figure. Text that a spreadsheet
 * would take for a formula begins with an apostrophe; figures, negative ones too, stay numbers. A
 * simulated run has one more column, {@code simulated}, ahead of the figures; so has a run of a
 * scenario, {@code scenario}, and after the figures that all trials have come its own.
 */
public final class Csv {

  private static final List<String> FACTS =
      List.of(
          "id",
          "strategy",
          "repeat",
          "seed",
          "arrivals",
          "feeds",
          "subscribers",
          "payloadBytes",
          "protocol",
          "windowSeconds",
          "windows",
          "verdict",
          "verdict.freshness",
          "verdict.requestLatency",
          "verdict.cpu",
          "verdict.counts",
          "reasons",
          "lowerBounds");

  /** What spreadsheets begin a formula with; the wide ones count where Chinese is written. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** The whole file, its lines ended by CR LF. */
  public static String render(RunResults run) {
    var header = new ArrayList<>(FACTS);
    if (run.inVirtualTime()) {
      header.add("simulated");
    }
    boolean told = run.trials().stream().anyMatch(trial -> trial.workload().scenario() != null);
    if (told) {
      header.add("scenario");
    }
    boolean others = run.trials().stream().anyMatch(trial -> trial.workload().engine() != null);
    if (others) {
      header.add("engine");
    }
    List<String> metrics = Metrics.names(run);
    header.addAll(metrics);
    var csv = new StringBuilder(line(header));
    run.trials()
        .forEach(
            trial -> csv.append(line(fields(trial, run.inVirtualTime(), told, others, metrics))));
    return csv.toString();
  }

  private static List<String> fields(
      TrialResult trial, boolean simulated, boolean told, boolean others, List<String> metrics) {
    var workload = trial.workload();
    var fields =
        new ArrayList<>(
            List.of(
                text(trial.id()),
                text(trial.strategy()),
                Integer.toString(trial.repeat()),
                Long.toString(trial.seed()),
                text(workload.arrivals()),
                Integer.toString(workload.feeds()),
                Integer.toString(workload.subscribers()),
                Integer.toString(workload.payloadBytes()),
                text(workload.protocol()),
                number(trial.windowSeconds()),
                Integer.toString(trial.windows()),
                trial.validity().verdict().name(),
                trial.validity().verdict(FigureGroup.FRESHNESS).name(),
                trial.validity().verdict(FigureGroup.REQUEST_LATENCY).name(),
                trial.validity().verdict(FigureGroup.CPU).name(),
                trial.validity().verdict(FigureGroup.COUNTS).name(),
                text(trial.validity().line()),
                String.join(" ", Metrics.lowerBounds(trial))));
    if (simulated) {
      fields.add("true");
    }
    if (told) {
      fields.add(text(workload.scenarioName()));
    }
    if (others) {
      fields.add(text(workload.engineName()));
    }
    var figures = Metrics.of(trial);
    metrics.forEach(m -> fields.add(figure(figures.getOrDefault(m, OptionalDouble.empty()))));
    return fields;
  }

  /** Fit for a spreadsheet. */
  static String text(String field) {
    return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
  }

  private static String figure(OptionalDouble figure) {
    return figure.isPresent() ? number(figure.getAsDouble()) : "";
  }

  /** Exact, without an exponent. */
  static String number(double value) {
    var exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return exact.toPlainString();
  }

  /** One line, ended. */
  static String line(List<String> fields) {
    return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
