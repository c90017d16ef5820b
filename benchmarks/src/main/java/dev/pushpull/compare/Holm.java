package dev.pushpull.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down: with it, the chance of any false alarm over all tests together stays below the
 * level, whatever hangs together among them (Holm 1979, Scandinavian Journal of Statistics 6:65).
 */
final class Holm {

  private Holm() {}

  /**
   * The adjusted p of each, in the same order, to be compared with the level of all tests together.
   */
  static double[] adjust(double[] pValues) {
    int tests = pValues.length;
    int[] rising =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[tests];
    double most = 0;
    for (int rank = 0; rank < tests; rank++) {
      most = Math.max(most, (tests - rank) * pValues[rising[rank]]);
      adjusted[rising[rank]] = Math.min(1, most);
    }
    return adjusted;
  }
}
