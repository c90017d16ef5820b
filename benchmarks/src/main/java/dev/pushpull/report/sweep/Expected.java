package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * A quantity that the closed forms expect, given each trial's own publish log, beside what was
 * measured: medians over the repeats that are not INVALID.
 *
 * @param title what it is called
 * @param value the metric of what is expected
 * @param tolerance the metric of what the measured may differ by
 * @param measured the metric itself
 */
record Expected(String title, String value, String tolerance, String measured) {

  static final Expected STALENESS =
      mean(TrialFigures.STALENESS, "model.stalenessMeanMs", "model.stalenessToleranceMs");

  /** Those that are shares. */
  static final List<Expected> SHARES =
      List.of(
          new Expected(
              "time stale",
              "model.staleFraction",
              "model.staleFractionTolerance",
              "stalenessMs.staleFraction"),
          new Expected(
              "empty polls",
              "model.emptyPollRatio",
              "model.emptyPollTolerance",
              "overhead.emptyPollRatio"));

  /** The mean of times. */
  static Expected mean(TimeFigures times, String value, String tolerance) {
    return new Expected(times.title() + " mean", value, tolerance, times.metric() + ".mean");
  }

  /** Such as {@code expected 241 ± 6 ms, measured 243}; empty where either is missing. */
  Optional<String> text(Row row) {
    Optional<Double> found = median(row, measured);
    return median(row, value)
        .filter(_ -> found.isPresent())
        .map(
            expected ->
                "expected %s ± %s %s, measured %s"
                    .formatted(
                        Numbers.plain(expected),
                        Numbers.rough(median(row, tolerance).orElse(0.0)),
                        SHARES.contains(this) ? "%" : "ms",
                        Numbers.plain(found.orElseThrow())));
  }

  private static Optional<Double> median(Row row, String metric) {
    return row.spread(new TrialFigure(metric, "", "", "")).map(Spread::median);
  }
}
