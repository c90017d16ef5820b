package dev.pushpull.report;

import dev.pushpull.text.Numbers;
import java.util.Arrays;
import java.util.Optional;

/**
 * One figure over the repeats of a cell: the median, minimum and maximum. Repeats are never merged
 * and their percentiles never averaged over all.
 *
 * @param median half-way between the middle two where their number is even
 * @param min the least
 * @param max the most
 * @param repeats how many repeats have the figure
 * @param lowerBound whether any of them is a lower bound
 */
public record Spread(double median, double min, double max, int repeats, boolean lowerBound) {

  /** Of one value for each repeat, in any order; empty if there is none. */
  public static Optional<Spread> of(double[] repeats, boolean lowerBound) {
    if (repeats.length == 0) {
      return Optional.empty();
    }
    double[] values = Arrays.stream(repeats).sorted().toArray();
    double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    return Optional.of(
        new Spread(median, values[0], values[values.length - 1], values.length, lowerBound));
  }

  /** The median, with {@code ≥} where a repeat's figure is a lower bound. */
  public String medianText() {
    return (lowerBound ? "≥" : "") + Numbers.plain(median);
  }

  /** Such as {@code 240–246}. */
  public String rangeText() {
    String low = Numbers.narrow(min);
    String high = Numbers.narrow(max);
    return low.equals(high) ? low : low + "–" + (lowerBound ? "≥" : "") + high;
  }
}
