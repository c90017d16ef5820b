package dev.pushpull.report.sweep;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.spec.Quantity.Dimension;

/**
 * One figure of a trial, as a table's column shows it.
 *
 * @param metric its name, see {@link Metrics}
 * @param title heading of a Markdown table, with the unit
 * @param group what it belongs to, the upper line of a terminal's heading
 * @param name which of them, with the column's unit, the lower line
 */
public record TrialFigure(String metric, String title, String group, String name) {

  /** Which reasons against a trial touch it. */
  public FigureGroup kind() {
    return FigureGroup.of(metric);
  }

  /** How much of the column's unit one of the metric's is: 100 for a share, told in percent. */
  double scale() {
    return Metrics.dimension(metric) == Dimension.SHARE ? 100 : 1;
  }
}
