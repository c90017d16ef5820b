package dev.pushpull.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of an operation.
 *
 * @param name as JMH names it; see {@link FigureNames}
 * @param value the mean over iterations of all forks for JMH's own score and its profilers; for
 *     percentiles and the maximum, that of all forks' histograms together: they are never averaged
 * @param error half the 99.9 % confidence interval of the mean, by JMH; null with too few
 *     iterations, and for percentiles
 * @param unit such as {@code us/op}
 * @param perFork the same of each fork alone, in the order in which they ran
 */
public record OperationFigure(
    String name, double value, @Nullable Double error, String unit, List<Double> perFork) {

  /** Copies the list. */
  public OperationFigure {
    perFork = List.copyOf(perFork);
  }

  /** The minimum over the forks. */
  public double least() {
    return perFork.stream().mapToDouble(Double::doubleValue).min().orElse(value);
  }

  /** The maximum over the forks. */
  public double most() {
    return perFork.stream().mapToDouble(Double::doubleValue).max().orElse(value);
  }
}
