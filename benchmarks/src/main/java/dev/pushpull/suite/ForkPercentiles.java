package dev.pushpull.suite;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.result.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of an operation from the histograms of its forks: of all of them together, and of
 * each fork beside; percentiles are never averaged. One that fewer than 10/(1 − q) samples of some
 * fork stand behind is left out.
 */
final class ForkPercentiles {

  private static final double MICROS_PER_NANO = 1e-3;

  private final List<Map<String, Histogram>> forks;
  private final List<OperationFigure> figures = new ArrayList<>();

  private ForkPercentiles(List<Map<String, Histogram>> forks) {
    this.forks = forks;
  }

  /** All of them in one that is new. */
  static <T> Histogram sum(List<T> holders, Function<T, Histogram> histogram) {
    Histogram sum = histogram.apply(holders.getFirst()).copy();
    sum.setAutoResize(true);
    holders.stream().skip(1).map(histogram).forEach(sum::add);
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
    made.percentile("first", FigureNames.FIRST, 0.5, 1);
    made.percentile("median", FigureNames.MEDIAN, 0.5, 1);
    made.percentile("last", FigureNames.LAST, 0.5, 1);
    if (receivers > 0) {
      made.percentile("last", FigureNames.PER_RECEIVER, 0.5, receivers);
    }
    return made.figures;
  }

  private void distribution(String tag, String prefix) {
    percentile(tag, prefix + "p50", 0.5, 1);
    percentile(tag, prefix + "p90", 0.9, 1);
    percentile(tag, prefix + "p99", 0.99, 1);
    percentile(tag, prefix + "p999", 0.999, 1);
    if (areSupported(tag, 0)) {
      add(prefix + "max", "us", fork -> fork.apply(tag).getMaxValue() * MICROS_PER_NANO);
    }
  }

  private void percentile(String tag, String name, double share, int divisor) {
    if (areSupported(tag, share)) {
      add(name, "us", fork -> micros(fork.apply(tag), share) / divisor);
    }
  }

  private void ratio() {
    if (areSupported("latency", 0.5) && areSupported("floor", 0.5)) {
      add(
          FigureNames.FLOOR_RATIO,
          "",
          fork -> micros(fork.apply("latency"), 0.5) / micros(fork.apply("floor"), 0.5));
    }
  }

  /** Adds a figure of the histograms by their tags: those of all forks together, and of each. */
  private void add(
      String name, String unit, ToDoubleFunction<Function<String, Histogram>> ofHistograms) {
    List<Double> perFork =
        forks.stream().map(fork -> ofHistograms.applyAsDouble(tag -> in(fork, tag))).toList();
    double together = ofHistograms.applyAsDouble(tag -> sum(forks, fork -> in(fork, tag)));
    figures.add(new OperationFigure(name, together, null, unit, perFork));
  }

  private boolean areSupported(String tag, double share) {
    return forks.stream()
        .allMatch(
            fork -> {
              long samples = fork.containsKey(tag) ? in(fork, tag).getTotalCount() : 0;
              return samples > 0 && (share == 0 || Distribution.isSupported(share, samples));
            });
  }

  private static double micros(Histogram histogram, double share) {
    return histogram.getValueAtPercentile(100 * share) * MICROS_PER_NANO;
  }

  private static Histogram in(Map<String, Histogram> fork, String tag) {
    return Objects.requireNonNull(fork.get(tag));
  }
}
