package dev.pushpull.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One figure over the repeats of one strategy in one run, in the metric's unit.
 *
 * @param values those that the difference rests on, by repeat; where repeats are paired, each
 *     stands at the same place as its partner
 * @param trials how many finished trials there are
 * @param leftOut why the others are not among the values
 */
public record Sample(List<Double> values, int trials, LeftOut leftOut) {

  /**
   * Trials without a value, by reason.
   *
   * @param notValid in which the figure is SUSPECT or INVALID
   * @param missing without the figure, usually since too few samples stand behind it
   * @param lowerBounds whose figure is only known to be at least so much
   * @param unpaired whose partner is missing
   */
  public record LeftOut(int notValid, int missing, int lowerBounds, int unpaired) {}

  /** Copies the list. */
  public Sample {
    values = List.copyOf(values);
  }

  /** How many repeats the difference rests on. */
  public int repeats() {
    return values.size();
  }

  /** Half-way between the middle two where their number is even; empty without a value. */
  public OptionalDouble median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }

  /** The values again. */
  public double[] toArray() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
