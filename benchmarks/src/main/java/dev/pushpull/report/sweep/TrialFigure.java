package dev.pushpull.report.sweep;

import dev.pushpull.result.Distribution;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.Story;
import dev.pushpull.result.TrialResult;
import java.util.function.Function;
import java.util.function.Predicate;
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
public record TrialFigure(
    FigureGroup kind,
    String title,
    String group,
    String name,
    Function<TrialResult, @Nullable Double> of,
    Predicate<TrialResult> isLowerBound) {

  /** A figure that is never a lower bound. */
  static TrialFigure exact(
      FigureGroup kind,
      String title,
      String group,
      String name,
      Function<TrialResult, @Nullable Double> of) {
    return new TrialFigure(kind, title, group, name, of, _ -> false);
  }

  /** One of a distribution of times, in ms. */
  static TrialFigure millis(
      String title, String group, String stat, Function<TrialResult, Distribution> of) {
    return new TrialFigure(
        FigureGroup.FRESHNESS,
        "%s %s ms".formatted(title, stat),
        group,
        stat + " ms",
        trial -> of.apply(trial).stat(stat),
        trial -> of.apply(trial).atLeast().contains(stat));
  }

  /** One that trials of one scenario alone have. */
  static <S extends Story> TrialFigure story(
      Class<S> scenario,
      String title,
      String group,
      String name,
      Function<S, @Nullable Double> of) {
    return exact(
        FigureGroup.COUNTS,
        title,
        group,
        name,
        t -> scenario.isInstance(t.story()) ? of.apply(scenario.cast(t.story())) : null);
  }

  /** A share of 1 as a percentage. */
  public static @Nullable Double percent(@Nullable Double share) {
    return share == null ? null : share * 100;
  }
}
