package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a trial, as a table's column shows it.
 *
 * @param kind which reasons against a trial touch it
 * @param title heading of a Markdown table, with the unit
 * @param group what it belongs to, the upper line of a terminal's heading
 * @param name which of them, with the column's unit, the lower line
 * @param of takes it from a trial, in the column's unit; null where there is none
 * @param isLowerBound whether a trial's figure is only known to be at least so much
 */
public record Figure(
    FigureGroup kind,
    String title,
    String group,
    String name,
    Function<TrialResult, @Nullable Double> of,
    Function<TrialResult, Boolean> isLowerBound) {

  public static Figure exact(
      FigureGroup kind,
      String title,
      String group,
      String name,
      Function<TrialResult, @Nullable Double> of) {
    return new Figure(kind, title, group, name, of, _ -> false);
  }

  /** Of what a workload's clients wait for, see {@link TrialResult#delayMs}. */
  public static Figure delay(
      String title, String group, String stat, Function<TrialResult, @Nullable Double> of) {
    return new Figure(
        FigureGroup.FRESHNESS,
        "%s %s ms".formatted(title, stat),
        group,
        stat + " ms",
        of,
        trial -> trial.delayMs().atLeast().contains(stat));
  }

  /** A share of 1 as a percentage. */
  public static @Nullable Double percent(@Nullable Double share) {
    return share == null ? null : share * 100;
  }
}
