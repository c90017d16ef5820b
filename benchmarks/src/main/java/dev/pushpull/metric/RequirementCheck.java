package dev.pushpull.metric;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.SchemaOne;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.SweepSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds requirements against results. */
public final class RequirementCheck {

  /**
   * What came of one requirement.
   *
   * @param requirement what had to hold
   * @param failures a line for each trial where it does not; empty: met
   * @param doubts a line for each trial where it does by a figure that is SUSPECT
   */
  public record Outcome(Requirement requirement, List<String> failures, List<String> doubts) {

    /** Copies the lists. */
    public Outcome {
      failures = List.copyOf(failures);
      doubts = List.copyOf(doubts);
    }

    /** Whether it holds in every repeat of every trial that it is about. */
    public boolean met() {
      return failures.isEmpty();
    }
  }

  private RequirementCheck() {}

  /**
   * Checks that a sweep's requirements can be answered at all, before anything runs.
   *
   * @throws IllegalArgumentException that names the requirement, if a metric is unknown, a unit
   *     does not fit or no cell is meant
   */
  public static void checkAnswerable(SweepSpec spec) {
    for (Requirement requirement : spec.requirements()) {
      String metric = metric(requirement);
      List<Cell> meant =
          spec.cells().stream()
              .filter(cell -> requirement.matches(cell.name(), cell.workload().label()))
              .toList();
      if (meant.isEmpty()) {
        throw new IllegalArgumentException(
            "requirement '"
                + requirement
                + "': the sweep has no trial with this strategy and workload");
      }
      for (Cell cell : meant) {
        Scenario scenario = cell.workload().scenario();
        if (!Metrics.isFigureOf(scenario, metric)) {
          throw new IllegalArgumentException(
              "requirement '%s': scenario %s has no %s%s"
                  .formatted(requirement, scenario, metric, instead(scenario, metric)));
        }
      }
    }
  }

  /** What a scenario has in place of a figure that it was once called by. */
  private static String instead(Scenario scenario, String metric) {
    return SchemaOne.renamed(scenario.kind()).entrySet().stream()
        .filter(renamed -> metric.startsWith(renamed.getKey()))
        .map(renamed -> ", but " + renamed.getValue() + metric.substring(renamed.getKey().length()))
        .findFirst()
        .orElse("");
  }

  /** The full name of what a requirement is about, once it is known and its unit fits. */
  private static String metric(Requirement requirement) {
    String metric;
    try {
      metric = Metrics.resolve(requirement.metric());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("requirement '" + requirement + "': " + e.getMessage(), e);
    }
    Dimension expected = Metrics.dimension(metric);
    Dimension actual = requirement.bound().dimension();
    boolean plain = actual == Dimension.NUMBER && expected != Dimension.TIME;
    if (actual != expected && !plain) {
      throw new IllegalArgumentException(
          "requirement '%s': %s is compared with %s, not with '%s'"
              .formatted(
                  requirement, requirement.metric(), expected.expected(), requirement.bound()));
    }
    return metric;
  }

  /** Evaluates each requirement against every trial that it is about. */
  public static List<Outcome> evaluate(RunResults run, List<Requirement> requirements) {
    return requirements.stream().map(requirement -> evaluate(run, requirement)).toList();
  }

  private static Outcome evaluate(RunResults run, Requirement requirement) {
    String metric = metric(requirement);
    var failures = new ArrayList<String>();
    var doubts = new ArrayList<String>();
    List<TrialResult> meant =
        run.trials().stream()
            .filter(trial -> requirement.matches(trial.name(), trial.workload().label()))
            .toList();
    for (TrialResult trial : meant) {
      Optional<String> failure = failure(trial, requirement, metric);
      failure.ifPresent(why -> failures.add(line(trial, why)));
      if (failure.isEmpty()) {
        trial
            .validity()
            .why(FigureGroup.of(metric))
            .forEach(why -> doubts.add(line(trial, "the figure is SUSPECT: " + why)));
      }
    }
    if (meant.isEmpty()) {
      failures.add("no trial has this strategy and workload");
    }
    return new Outcome(requirement, failures, doubts);
  }

  private static String line(TrialResult trial, String what) {
    return "trial %s (%s, repeat %s): %s".formatted(trial.id(), trial.name(), trial.repeat(), what);
  }

  private static Optional<String> failure(TrialResult trial, Requirement required, String metric) {
    if (trial.validity().verdict() == Validity.Verdict.INVALID) {
      return Optional.of("the trial is INVALID");
    }
    Optional<Double> figure = Metrics.figure(trial, metric);
    if (figure.isEmpty()) {
      return Optional.of(Metrics.whyAbsent(trial, metric));
    }
    boolean time = Metrics.dimension(metric) == Dimension.TIME;
    double scale = time ? Metrics.millisPerUnit(metric) : 1;
    double low = scale * figure.get();
    double high = scale * Metrics.upperEnds(trial).getOrDefault(metric, figure.get());
    boolean wantsMore = required.operator().wantsMore();
    boolean lowerBound = Metrics.lowerBounds(trial).contains(metric);
    boolean holds = required.operator().holds(wantsMore ? low : high, required.bound().inBase());
    if (holds && (!lowerBound || wantsMore)) {
      return Optional.empty();
    }
    String most = plain(low).equals(plain(high)) ? "" : " to " + plain(high);
    String unit = time ? " ms" : "";
    return Optional.of(
        (lowerBound ? "it is at least " : "it is ")
            + plain(low)
            + most
            + unit
            + Metrics.whyOpen(trial, metric));
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
