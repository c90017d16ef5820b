package dev.pushpull.report.sweep;

import dev.pushpull.metric.Metrics;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.report.MetricText;
import dev.pushpull.report.Spread;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The requirements of a run, checked for one strategy at a time.
 *
 * @param requirements those that this version can read
 */
record RowRequirements(RunResults run, List<Requirement> requirements) {

  static RowRequirements of(RunResults run) {
    var readable = new ArrayList<Requirement>();
    run.spec().path("require").forEach(node -> read(node.asText()).ifPresent(readable::add));
    return new RowRequirements(run, List.copyOf(readable));
  }

  private static Optional<Requirement> read(String text) {
    try {
      Requirement requirement = Requirement.parse(text);
      Metrics.resolve(requirement.metric());
      return Optional.of(requirement);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Another version's.
    }
  }

  /** Those that are about a strategy. */
  List<Requirement> about(Row row) {
    String workload = row.workload().label();
    return requirements.stream().filter(r -> r.matches(row.name(), workload)).toList();
  }

  /** Whether a strategy meets all that is asked of it, in every repeat; one at least is. */
  boolean met(Row row) {
    return !about(row).isEmpty() && met(row, about(row));
  }

  private boolean met(Row row, List<Requirement> asked) {
    return RequirementCheck.evaluate(run.with(row.trials()), asked).stream()
        .allMatch(RequirementCheck.Outcome::met);
  }

  /** Whether a required figure is missing, so that it is unknown if all requirements are met. */
  boolean unknown(Row row) {
    return about(row).stream().anyMatch(requirement -> known(row, requirement).isEmpty());
  }

  /** Those that are about any of the strategies, as they were written. */
  String text(List<Row> rows) {
    return Protocols.enumerated(
        rows.stream()
            .flatMap(row -> about(row).stream())
            .map(Requirement::toString)
            .distinct()
            .toList());
  }

  /** For each requirement that none meets, which came closest. */
  List<String> closest(List<Row> rows) {
    return requirements.stream().flatMap(r -> closest(r, rows).stream()).toList();
  }

  private Optional<String> closest(Requirement requirement, List<Row> rows) {
    boolean more = requirement.operator().wantsMore();
    ToDoubleFunction<Spread> worst = each -> more ? each.min() : each.max();
    Comparator<Map.Entry<Row, Spread>> rising =
        Comparator.comparingDouble(each -> worst.applyAsDouble(each.getValue()));
    return rows.stream()
        .filter(row -> about(row).contains(requirement))
        .flatMap(row -> known(row, requirement).map(v -> Map.entry(row, v)).stream())
        .min(more ? rising.reversed() : rising)
        .filter(best -> !met(best.getKey(), List.of(requirement)))
        .map(
            best ->
                "Closest to %s is %s, with %s%s."
                    .formatted(
                        requirement,
                        best.getKey().name(),
                        best.getValue().lowerBound() ? "at least " : "",
                        MetricText.of(
                            Metrics.resolve(requirement.metric()),
                            worst.applyAsDouble(best.getValue()))));
  }

  /** The figure over the repeats; empty if one has none. */
  private static Optional<Spread> known(Row row, Requirement requirement) {
    return row.spread(Metrics.resolve(requirement.metric()))
        .filter(each -> each.repeats() == row.usable().size());
  }
}
