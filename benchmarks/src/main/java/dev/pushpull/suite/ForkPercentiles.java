package dev.pushpull.suite;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.result.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of an operation from the histograms of its forks: each fork's own, and their median;
 * percentiles are never averaged. One that fewer than 10/(1 − q) samples of some fork stand behind
 * is left out.
 */
final class ForkPercentiles {

  private static final double MICROS_PER_NANO = 1e-3;
  private static final Map<String, Double> SHARES =
      Map.of("p50", 0.5, "p90", 0.9, "p99", 0.99, "p999", 0.999);
  private static final List<String> ORDER = List.of("p50", "p90", "p99", "p999");

  private final List<Map<String, Histogram>> forks;
  private final List<OperationFigure> figures = new ArrayList<>();

  private ForkPercentiles(List<Map<String, Histogram>> forks) {
    this.forks = forks;
  }

  /**
   * The figures of all histograms that every fork has.
   *
   * @param forks of each fork, tag → values in ns; one fork or more
   * @param receivers of a fan-out; 0 where there are none
   */
  static List<OperationFigure> of(List<Map<String, Histogram>> forks, int receivers) {
    var made = new ForkPercentiles(forks);
    made.distribution("latency", FigureNames.LATENCY);
    made.distribution("floor", FigureNames.FLOOR);
    made.ratio();
    made.median("first", FigureNames.FIRST, 1);
    made.median("median", FigureNames.MEDIAN, 1);
    made.median("last", FigureNames.LAST, 1);
    if (receivers > 0) {
      made.median("last", FigureNames.PER_RECEIVER, receivers);
    }
    return made.figures;
  }

  private void distribution(String tag, String prefix) {
    for (String percentile : ORDER) {
      percentile(tag, prefix + percentile, SHARES.getOrDefault(percentile, 0.0), 1);
    }
    if (forks.stream().allMatch(fork -> has(fork, tag, 0))) {
      add(
          prefix + "max",
          "us",
          forks.stream()
              .map(fork -> histogram(fork, tag).getMaxValue() * MICROS_PER_NANO)
              .toList());
    }
  }

  private void median(String tag, String name, int divisor) {
    percentile(tag, name, 0.5, divisor);
  }

  private void percentile(String tag, String name, double share, int divisor) {
    if (forks.stream().allMatch(fork -> has(fork, tag, share))) {
      add(name, "us", forks.stream().map(fork -> micros(fork, tag, share) / divisor).toList());
    }
  }

  private void ratio() {
    if (forks.stream().allMatch(fork -> has(fork, "latency", 0.5) && has(fork, "floor", 0.5))) {
      add(
          FigureNames.FLOOR_RATIO,
          "",
          forks.stream()
              .map(fork -> micros(fork, "latency", 0.5) / micros(fork, "floor", 0.5))
              .toList());
    }
  }

  private void add(String name, String unit, List<Double> perFork) {
    double median = median(perFork).orElseThrow();
    figures.add(new OperationFigure(name, median, null, unit, perFork));
  }

  private static boolean has(Map<String, Histogram> fork, String tag, double share) {
    Histogram histogram = fork.get(tag);
    long samples = histogram == null ? 0 : histogram.getTotalCount();
    return samples > 0 && (share == 0 || Distribution.isSupported(share, samples));
  }

  private static double micros(Map<String, Histogram> fork, String tag, double share) {
    return histogram(fork, tag).getValueAtPercentile(100 * share) * MICROS_PER_NANO;
  }

  private static Histogram histogram(Map<String, Histogram> fork, String tag) {
    Histogram histogram = fork.get(tag);
    if (histogram == null) {
      throw new IllegalStateException("no histogram of " + tag);
    }
    return histogram;
  }

  /** The middle one, or the mean of the two in the middle. */
  private static OptionalDouble median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
