package dev.pushpull.report;

import dev.pushpull.text.Numbers;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One figure over the repeats of a cell: the median, minimum and maximum. Repeats are never merged
 * and their percentiles never averaged over all. Of a figure that is only known between two ends,
 * the median of each is told.
 *
 * @param median half-way between the middle two where their number is even; of the lower ends
 * @param min the least; of the lower ends
 * @param max the most; of the upper ends
 * @param repeats how many repeats have the figure
 * @param lowerBound whether any of them is a lower bound
 * @param upper the median of the upper ends; null where a repeat has none
 */
public record Spread(
    double median,
    double min,
    double max,
    int repeats,
    boolean lowerBound,
    @Nullable Double upper) {

  /** A lower end that is less of the upper one says nothing. */
  private static final double LITTLE = 0.01;

  /** Of one value for each repeat, in any order; empty if there is none. */
  public static Optional<Spread> of(double[] repeats, boolean lowerBound) {
    return of(repeats, new double[0], lowerBound);
  }

  /**
   * Of a lower end for each repeat.
   *
   * @param upper the upper ends; fewer than the others where not all are known
   */
  public static Optional<Spread> of(double[] repeats, double[] upper, boolean lowerBound) {
    if (repeats.length == 0) {
      return Optional.empty();
    }
    double[] low = Arrays.stream(repeats).sorted().toArray();
    double[] high = Arrays.stream(upper).sorted().toArray();
    boolean both = high.length == low.length;
    double max = both ? high[high.length - 1] : low[low.length - 1];
    return Optional.of(
        new Spread(median(low), low[0], max, low.length, lowerBound, both ? median(high) : null));
  }

  private static double median(double[] rising) {
    return (rising[(rising.length - 1) / 2] + rising[rising.length / 2]) / 2;
  }

  /** Whether each repeat of this is known to be less than each of another. */
  public boolean isBelow(Spread other) {
    return !lowerBound && max < other.min;
  }

  /** The median of the ends that are worse for users. */
  public double worse() {
    return upper == null ? median : upper;
  }

  /**
   * The median, with {@code ≥} where a repeat's figure is a lower bound. Of two ends both, such as
   * {@code 12–14}, or {@code ≤14} where the lower one is next to nothing.
   */
  public String medianText() {
    return text(Numbers::plain, "");
  }

  /**
   * The same in words of one's own, such as {@code 12–14 ms}, {@code ≥ 12 ms} or {@code ≤ 14 ms}.
   */
  public String text(DoubleFunction<String> told) {
    return text(told, " ");
  }

  private String text(DoubleFunction<String> told, String space) {
    String low = told.apply(median);
    if (lowerBound || upper == null) {
      return (lowerBound ? "≥" + space : "") + low;
    }
    String high = told.apply(upper);
    if (low.equals(high)) {
      return low;
    }
    return median <= LITTLE * upper ? "≤" + space + high : joined(low, high);
  }

  /** The unit once if both have it. */
  private static String joined(String low, String high) {
    int at = low.lastIndexOf(' ');
    boolean same = at > 0 && high.endsWith(low.substring(at));
    return (same ? low.substring(0, at) : low) + "–" + high;
  }

  /** Such as {@code 240–246}. */
  public String rangeText() {
    String low = Numbers.narrow(min);
    String high = Numbers.narrow(max);
    return low.equals(high) ? low : low + "–" + (lowerBound ? "≥" : "") + high;
  }
}
