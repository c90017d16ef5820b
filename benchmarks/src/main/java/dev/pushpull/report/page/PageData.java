package dev.pushpull.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import dev.pushpull.report.sweep.ScenarioTable;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.run.Trace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the page's charts and tables are drawn from, embedded in the page as JSON.
 *
 * @param runId the run's name
 * @param metrics what {@code figures} and {@code values} hold, in their order
 * @param percentiles where the curves have their values, shares from 0 on, rising
 * @param workloads each with its rows
 * @param csv the text of {@code trials.csv}
 * @param operations single ones that joined the run; null for none
 */
record PageData(
    String runId,
    List<Metric> metrics,
    List<Double> percentiles,
    List<Workload> workloads,
    String csv,
    @Nullable OperationsData operations) {

  /**
   * A figure's name and unit.
   *
   * @param name as in {@code results.json}
   * @param unit ms, us, B, share or an empty text for a plain number
   * @param kind which reasons against a trial touch it
   */
  record Metric(String name, String unit, FigureGroup kind) {}

  /**
   * One workload.
   *
   * @param breakEven sentences by cost metric: where polling and push cost the same
   * @param expected the closed forms' curves, empty where there are none
   * @param story what its scenario adds; absent if nothing
   */
  record Workload(
      String label,
      List<Row> rows,
      Map<String, List<String>> breakEven,
      List<ExpectedCurves.Curve> expected,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @JsonIncludeProperties({"kind", "title", "sentences"})
          @Nullable ScenarioTable story) {}

  /**
   * The repeats of a strategy.
   *
   * @param kind of strategy: its name without its figures
   * @param polls whether its subscribers asked again and again
   * @param intervalMs of polls that have one; null otherwise
   * @param verdict the worst of the repeats
   * @param verdictText the same with how many
   * @param kinds whether its figures may be used, by what touches them
   * @param figures median, least, most, repeats that have it, 1 if a lower bound; null: no figure;
   *     behind them the median of the upper ends, if it is known between two ends
   * @param curves by metric of the histogram log, those that were found
   * @param overTime one for each repeat whose log was found
   * @param trace what one subscriber experienced
   */
  record Row(
      String name,
      String kind,
      boolean polls,
      @Nullable Double intervalMs,
      String verdict,
      String verdictText,
      Map<FigureGroup, Standing> kinds,
      List<double @Nullable []> figures,
      List<Trial> trials,
      Map<String, Curve> curves,
      List<OverTime> overTime,
      @Nullable Lane trace) {}

  /**
   * Figures of one kind over the repeats of a strategy.
   *
   * @param verdict the worst of the repeats
   * @param sound whether sentences may rest on them
   * @param doubts why they are SUSPECT in repeats that are shown
   */
  record Standing(String verdict, boolean sound, List<Doubt> doubts) {}

  /** A reason against a repeat's figures. */
  record Doubt(int repeat, String why) {}

  /**
   * One repeat.
   *
   * @param kinds its verdict on each kind of figures
   * @param values in the order of the metrics
   * @param upper the upper ends, by metric, of those that are known between two
   * @param atLeast metrics of a target of which no more is known than that
   */
  record Trial(
      String id,
      int repeat,
      String verdict,
      Map<FigureGroup, String> kinds,
      List<@Nullable Double> values,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> upper,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> atLeast) {}

  /**
   * A percentile distribution over repeats, ms at each of the page's percentiles as far as samples
   * stand behind them.
   *
   * @param repeats how many
   * @param unseenFrom percentile from which values are lower bounds; 1 if none
   */
  record Curve(
      int repeats, double unseenFrom, List<Double> median, List<Double> min, List<Double> max) {}

  /**
   * Percentiles for each slice of a repeat's windows, ms; null where too few samples stand behind
   * one.
   */
  record OverTime(int repeat, Map<String, List<Slice>> metrics) {}

  /** One slice: its start in s, how many values, and what they were. */
  record Slice(
      double at,
      long count,
      @Nullable Double p50,
      @Nullable Double p90,
      @Nullable Double p99,
      @Nullable Double max) {}

  /** A trace and where it is from. */
  record Lane(String trial, int repeat, Trace trace) {}
}
