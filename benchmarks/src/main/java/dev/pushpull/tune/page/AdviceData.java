package dev.pushpull.tune.page;

import dev.pushpull.metric.Metrics;
import dev.pushpull.report.MetricText;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Recommendation;
import java.util.List;

/**
 * What the page's charts and tables are drawn from, as it lies in the page as JSON.
 *
 * @param metrics names of figures, and how each is told
 * @param objectives as lines of a chart
 * @param budgets as lines of a chart
 * @param advice all of {@code recommendation.json}
 */
record AdviceData(
    List<Metric> metrics, List<Line> objectives, List<Limit> budgets, Recommendation advice) {

  /**
   * A figure's name, and how it is told.
   *
   * @param unit ms, us, B, share or an empty text for a plain number
   */
  record Metric(String name, String unit) {}

  /**
   * An objective.
   *
   * @param bound in the figure's own unit
   * @param wantsMore whether figures above it are good
   */
  record Line(String text, String metric, double bound, boolean wantsMore) {}

  /**
   * A budget.
   *
   * @param cost the kind of cost that it limits
   */
  record Limit(String text, String cost, double perSecond) {}

  static AdviceData of(Recommendation advice) {
    return new AdviceData(
        Metrics.names().stream().map(name -> new Metric(name, MetricText.unit(name))).toList(),
        advice.question().objectives().stream()
            .map(Objective::parse)
            .map(o -> new Line(o.toString(), o.metric(), o.bound(), o.wantsMore()))
            .toList(),
        advice.question().budgets().stream()
            .map(Budget::parse)
            .map(b -> new Limit(b.toString(), b.kind().toString(), b.perSecond()))
            .toList(),
        advice);
  }
}
