package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the closed forms expect, given each trial's own publish log, beside what was measured:
 * medians over the repeats that are not INVALID.
 *
 * @param expected by the model
 * @param tolerance what the measured may differ by
 * @param measured by the trial
 */
record Expected(double expected, double tolerance, double measured) {

  /**
   * One quantity that the closed forms give.
   *
   * @param title what it is called
   * @param unit of the three figures
   * @param expected takes what the closed form gives from a trial
   * @param tolerance takes what that may be off by
   * @param measured takes the trial's own from it
   */
  record Quantity(
      String title,
      String unit,
      Function<TrialResult, @Nullable Double> expected,
      Function<TrialResult, @Nullable Double> tolerance,
      Function<TrialResult, @Nullable Double> measured) {}

  static final Quantity DELIVERY =
      new Quantity(
          "delivery mean",
          "ms",
          t ->
              t.story() == null
                  ? t.model().deliveryLatencyMs().value()
                  : t.story().expectedDelayMs(),
          t ->
              t.story() == null
                  ? t.model().deliveryLatencyMs().tolerance()
                  : t.story().expectedDelayToleranceMs(),
          trial -> trial.delayMs().mean());

  static final Quantity STALENESS =
      new Quantity(
          "staleness mean",
          "ms",
          trial -> trial.model().stalenessMs().value(),
          trial -> trial.model().stalenessMs().tolerance(),
          trial -> trial.stalenessMs().distribution().mean());

  static final Quantity STALE_TIME =
      new Quantity(
          "time stale",
          "%",
          trial -> TrialFigure.percent(trial.model().staleFraction().value()),
          trial -> TrialFigure.percent(trial.model().staleFraction().tolerance()),
          trial -> TrialFigure.percent(trial.stalenessMs().staleFraction()));

  static final Quantity EMPTY_POLLS =
      new Quantity(
          "empty polls",
          "%",
          trial -> TrialFigure.percent(trial.model().emptyPollRatio().value()),
          trial -> TrialFigure.percent(trial.model().emptyPollRatio().tolerance()),
          trial -> TrialFigure.percent(trial.overhead().emptyPollRatio()));

  static final List<Quantity> ALL = List.of(DELIVERY, STALENESS, STALE_TIME, EMPTY_POLLS);

  static Optional<Expected> of(Quantity quantity, Row row) {
    Optional<Double> measured = median(row, quantity.measured);
    return median(row, quantity.expected)
        .flatMap(
            expected ->
                measured.map(
                    m -> new Expected(expected, median(row, quantity.tolerance).orElse(0.0), m)));
  }

  private static Optional<Double> median(Row row, Function<TrialResult, @Nullable Double> of) {
    return row.spread(TrialFigure.exact(FigureGroup.FRESHNESS, "", "", "", of)).map(Spread::median);
  }

  /** Such as {@code expected 241 ± 6 ms, measured 243}; a dash where there is nothing. */
  static String text(Quantity quantity, Row row) {
    return of(quantity, row)
        .map(
            oracle ->
                "expected %s ± %s %s, measured %s"
                    .formatted(
                        Numbers.plain(oracle.expected),
                        Numbers.rough(oracle.tolerance),
                        quantity.unit,
                        Numbers.plain(oracle.measured)))
        .orElse(Numbers.NONE);
  }
}
