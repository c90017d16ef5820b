package dev.pushpull.report.page;

import dev.pushpull.metric.Metrics;
import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.report.sweep.Row;
import dev.pushpull.spec.Pace;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the closed forms expect of each kind of polling at a fixed rate, from its shortest interval
 * to its longest.
 */
final class ExpectedCurves {

  private static final int GAPS = 2_000;
  private static final int POINTS = 48;

  private static final Map<String, ToDoubleFunction<PollExpectation>> FIGURES = figures();

  /**
   * One polling kind.
   *
   * @param kind such as {@code poll}
   * @param intervalMs rising
   * @param figures by metric, ms at each interval
   */
  record Curve(String kind, List<Double> intervalMs, Map<String, List<Double>> figures) {}

  private ExpectedCurves() {}

  private static Map<String, ToDoubleFunction<PollExpectation>> figures() {
    var figures = new LinkedHashMap<String, ToDoubleFunction<PollExpectation>>();
    figures.put("stalenessMs.mean", PollExpectation::stalenessMean);
    figures.put("deliveryLatencyMs.mean", PollExpectation::deliveryMean);
    figures.put("ageMs.mean", PollExpectation::ageMean);
    for (double share : List.of(0.5, 0.95, 0.99)) {
      String stat = ".p" + Math.round(100 * share);
      figures.put("stalenessMs" + stat, e -> e.stalenessQuantile(share));
      figures.put("deliveryLatencyMs" + stat, e -> e.deliveryQuantile(share));
      figures.put("ageMs" + stat, e -> e.ageQuantile(share));
    }
    return figures;
  }

  /** The curves of one workload's rows; none where updates follow no process with a form. */
  static List<Curve> of(String arrivals, List<Row> rows) {
    Optional<UpdateProcess> updates = process(arrivals);
    if (updates.isEmpty()) {
      return List.of();
    }
    Map<String, List<Row>> byKind =
        rows.stream()
            .filter(row -> row.poll().filter(p -> p.pace() instanceof Pace.Fixed).isPresent())
            .collect(Collectors.groupingBy(Row::kind, LinkedHashMap::new, Collectors.toList()));
    var curves = new ArrayList<Curve>();
    byKind.forEach((kind, polls) -> curves.add(curve(kind, polls, updates.get())));
    return curves;
  }

  /** Per ms. A trace has no process, and its file is not looked for. */
  private static Optional<UpdateProcess> process(String arrivals) {
    if (arrivals.startsWith("trace:")) {
      return Optional.empty();
    }
    try {
      return Optional.of(UpdateProcess.perMilli(Arrivals.parse(arrivals), GAPS));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // another version's, shown as text only
    }
  }

  private static Curve curve(String kind, List<Row> polls, UpdateProcess updates) {
    double delay = delayMs(polls);
    List<Double> intervals = intervals(polls);
    var figures = new LinkedHashMap<String, List<Double>>();
    FIGURES.forEach(
        (name, figure) ->
            figures.put(
                name,
                intervals.stream()
                    .map(t -> figure.applyAsDouble(new PollExpectation(t, delay, updates)))
                    .toList()));
    return new Curve(kind, intervals, figures);
  }

  private static double delayMs(List<Row> polls) {
    double[] delays =
        polls.stream()
            .flatMap(row -> row.usable().stream())
            .flatMap(trial -> Metrics.figure(trial, "model.delayMs").stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return delays.length == 0 ? 0 : Math.max(0, delays[delays.length / 2]);
  }

  /** In equal ratios. */
  private static List<Double> intervals(List<Row> polls) {
    DoubleSummaryStatistics measured =
        polls.stream()
            .flatMap(row -> row.interval().stream())
            .mapToDouble(interval -> interval.toNanos() / 1e6)
            .summaryStatistics();
    double first = measured.getMin();
    double last = measured.getMax();
    return first == last
        ? List.of(first)
        : IntStream.range(0, POINTS)
            .mapToObj(i -> first * Math.pow(last / first, (double) i / (POINTS - 1)))
            .toList();
  }
}
