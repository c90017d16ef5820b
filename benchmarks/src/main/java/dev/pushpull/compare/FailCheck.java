package dev.pushpull.compare;

import dev.pushpull.result.RunResults;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a comparison against the conditions that it must not fulfil. What cannot be judged does not
 * pass: too few repeats, a run that broke off, a strategy that is not there. Only where neither run
 * has a figure at all is its row passed over, as long as another row is in the condition's scope.
 */
public final class FailCheck {

  /** How a condition came out. */
  public enum State {
    /** What it forbids did not show. */
    PASSED,
    /** What it forbids did show. */
    FAILED,
    /** It cannot be decided. */
    NOT_JUDGED
  }

  /**
   * What came of one condition.
   *
   * @param condition what must not show
   * @param state how it came out
   * @param failures the rows that show it
   * @param obstacles why it cannot be decided, or not for all rows, a line each; may name
   *     strategies as stored
   */
  public record Outcome(
      FailCondition condition, State state, List<MetricRow> failures, List<String> obstacles) {

    /** Copies the lists. */
    public Outcome {
      failures = List.copyOf(failures);
      obstacles = List.copyOf(obstacles);
    }
  }

  private FailCheck() {}

  /** Evaluates each condition. */
  public static List<Outcome> evaluate(Comparison comparison, List<FailCondition> conditions) {
    return conditions.stream().map(condition -> evaluate(comparison, condition)).toList();
  }

  private static Outcome evaluate(Comparison comparison, FailCondition condition) {
    List<MetricRow> meant = comparison.rows().stream().filter(condition::isAbout).toList();
    List<MetricRow> measured =
        meant.stream().filter(row -> !row.judgement().notMeasured()).toList();
    List<MetricRow> failures = measured.stream().filter(condition::holdsFor).toList();
    var obstacles = new ArrayList<String>();
    unfinished("base", comparison.base(), obstacles);
    unfinished("candidate", comparison.candidate(), obstacles);
    if (meant.isEmpty()) {
      obstacles.add("no such strategy was compared");
    } else if (measured.isEmpty()) {
      meant.stream()
          .map(
              row ->
                  "%s: %s in both runs".formatted(row.metric().title(), row.judgement().reason()))
          .distinct()
          .forEach(obstacles::add);
    }
    measured.stream()
        .filter(row -> row.verdict() == ComparisonVerdict.NO_VERDICT)
        .forEach(
            row ->
                obstacles.add(
                    "%s, %s: %s"
                        .formatted(
                            row.strategies(), row.metric().title(), row.judgement().words())));
    return new Outcome(condition, state(failures, obstacles), failures, obstacles);
  }

  private static void unfinished(String side, RunResults run, List<String> obstacles) {
    int done = run.trials().size();
    if (done < run.plannedTrials()) {
      obstacles.add(
          "the %s is not finished: %s of %s trials".formatted(side, done, run.plannedTrials()));
    }
  }

  private static State state(List<MetricRow> failures, List<String> obstacles) {
    if (!failures.isEmpty()) {
      return State.FAILED;
    }
    return obstacles.isEmpty() ? State.PASSED : State.NOT_JUDGED;
  }
}
