package dev.pushpull.tune.recorded;

/**
 * Of all instants that lie within their bounds, from the earliest first to the latest last, those
 * that are spread most evenly: the shortest line through the bounds.
 *
 * <p>Staleness of a poll beyond any bound, its mean, the share of time that it is above 0, and the
 * share of polls that bring news are sums over the gaps between updates of functions that rise and
 * are concave, so that no other instants within the bounds show more of any of them. (The shortest
 * line minimizes every sum of convex functions of its steps: Barlow et al., "Statistical Inference
 * under Order Restrictions", 1972; Davies and Kovac, "Local Extremes, Runs, Strings and
 * Multiresolution", 2001, who call it taut string.)
 */
final class TautString {

  private final long[] least;
  private final long[] most;
  private final long[] line;

  private TautString(long[] least, long[] most) {
    this.least = least.clone();
    this.most = most.clone();
    this.line = new long[least.length];
  }

  /**
   * The instants.
   *
   * @param least of each, not falling
   * @param most of each, not falling, and not below the least
   */
  static long[] within(long[] least, long[] most) {
    return least.length < 2 ? most.clone() : new TautString(least, most).pulled();
  }

  private long[] pulled() {
    int last = line.length - 1;
    most[0] = least[0];
    least[last] = most[last];
    line[0] = least[0];
    for (int from = 0; from < last; ) {
      from = straightFrom(from);
    }
    return line;
  }

  /** Goes straight on as far as the bounds let it; where that is. */
  private int straightFrom(int from) {
    double steepest = Double.POSITIVE_INFINITY;
    double flattest = Double.NEGATIVE_INFINITY;
    int above = from;
    int below = from;
    for (int to = from + 1; to < line.length; to++) {
      double low = slope(from, to, least[to]);
      double high = slope(from, to, most[to]);
      if (low > steepest) {
        return draw(from, above, most[above]);
      }
      if (high < flattest) {
        return draw(from, below, least[below]);
      }
      if (high <= steepest) {
        steepest = high;
        above = to;
      }
      if (low >= flattest) {
        flattest = low;
        below = to;
      }
    }
    int last = line.length - 1;
    return draw(from, last, most[last]);
  }

  private double slope(int from, int to, long at) {
    return (double) (at - line[from]) / (to - from);
  }

  private int draw(int from, int to, long at) {
    long begin = line[from];
    for (int i = from + 1; i <= to; i++) {
      line[i] = begin + Math.round((double) (at - begin) * (i - from) / (to - from));
    }
    return to;
  }
}
