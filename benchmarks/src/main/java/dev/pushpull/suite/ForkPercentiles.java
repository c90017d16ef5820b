package dev.pushpull.suite;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.result.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of an operation from the histograms of its forks: of all of them together, and of
 * each fork beside; percentiles are never averaged. One that fewer than 10/(1 − q) samples of some
 * fork stand behind is left out.
 */
final class ForkPercentiles {

  private static final double MICROS_PER_NANO = 1e-3;
  private static final Map<String, Double> SHARES =
      Map.of("p50", 0.5, "p90", 0.9, "p99", 0.99, "p999", 0.999);
  private static final List<String> ORDER = List.of("p50", "p90", "p99", "p999");

  private final List<Map<String, Histogram>> forks;
  private final Map<String, Histogram> together;
  private final List<OperationFigure> figures = new ArrayList<>();

  private ForkPercentiles(List<Map<String, Histogram>> forks) {
    this.forks = forks;
    this.together = together(forks);
  }

  private static Map<String, Histogram> together(List<Map<String, Histogram>> forks) {
    var together = new HashMap<String, Histogram>();
    for (Map<String, Histogram> fork : forks) {
      fork.forEach((tag, histogram) -> together.merge(tag, histogram, ForkPercentiles::sum));
    }
    return together;
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.setAutoResize(true);
    sum.add(other);
    return sum;
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
      add(prefix + "max", "us", histograms -> max(histogram(histograms, tag)));
    }
  }

  private void median(String tag, String name, int divisor) {
    percentile(tag, name, 0.5, divisor);
  }

  private void percentile(String tag, String name, double share, int divisor) {
    if (forks.stream().allMatch(fork -> has(fork, tag, share))) {
      add(name, "us", histograms -> micros(histograms, tag, share) / divisor);
    }
  }

  private void ratio() {
    if (forks.stream().allMatch(fork -> has(fork, "latency", 0.5) && has(fork, "floor", 0.5))) {
      add(
          FigureNames.FLOOR_RATIO,
          "",
          histograms -> micros(histograms, "latency", 0.5) / micros(histograms, "floor", 0.5));
    }
  }

  private void add(
      String name, String unit, ToDoubleFunction<Map<String, Histogram>> ofHistograms) {
    List<Double> perFork = forks.stream().map(fork -> ofHistograms.applyAsDouble(fork)).toList();
    figures.add(
        new OperationFigure(name, ofHistograms.applyAsDouble(together), null, unit, perFork));
  }

  private static double max(Histogram histogram) {
    return histogram.getMaxValue() * MICROS_PER_NANO;
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
}
