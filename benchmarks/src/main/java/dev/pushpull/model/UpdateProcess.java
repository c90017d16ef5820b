package dev.pushpull.model;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.Arrays;
import java.util.List;

/**
 * How updates come, seen from an instant that knows nothing of them: the time R until the next one
 * (and since the last, which is distributed alike). Times are in any one unit.
 */
public sealed interface UpdateProcess {

  /**
   * Of an arrival process, in ms; of a trace as if it came again and again.
   *
   * @param gaps how many quantiles stand for updates that come in phases
   * @throws IllegalArgumentException if it is a trace of fewer than two instants
   */
  static UpdateProcess perMilli(Arrivals arrivals, int gaps) {
    return switch (arrivals) {
      case Arrivals.Periodic p -> new Periodic(1e3 / p.ratePerSecond());
      case Arrivals.Poisson p -> new Poisson(p.ratePerSecond() / 1e3);
      case Arrivals.Burst b -> new Periodic(1e3 / b.burstsPerSecond());
      case Arrivals.Gaps(var rate, var open, var closed) ->
          new Recorded(TunnelGaps.quantiles(1e3 / rate, 1e3 * open, 1e3 * closed, gaps));
      case Arrivals.Trace trace -> new Recorded(gaps(trace.offsetsNanos()));
    };
  }

  private static double[] gaps(List<Long> offsetsNanos) {
    if (offsetsNanos.size() < 2) {
      throw new IllegalArgumentException("a trace must hold at least two instants");
    }
    double[] gaps = new double[offsetsNanos.size() - 1];
    Arrays.setAll(gaps, i -> (offsetsNanos.get(i + 1) - offsetsNanos.get(i)) / 1e6);
    return gaps;
  }

  /** Instants with updates per unit of time. */
  double rate();

  /** Mean of R. */
  double meanResidual();

  /** P(R &gt; y) for y ≥ 0. */
  double waitsBeyond(double y);

  /** ∫₀ʸ P(R &gt; r) dr for y ≥ 0. */
  double waited(double y);

  /** ∫₀ʸ (z − waited(z)) dz for y ≥ 0: the double integral of P(R ≤ r). */
  double missedTwice(double y);

  /**
   * How many waits per unit of time end without an update, where one begins at each update and
   * after each that ended so.
   *
   * @param wait how long they are, above 0
   */
  double timeouts(double wait);

  /** ∫₀ʸ P(R ≤ r) dr for y ≥ 0. */
  default double missed(double y) {
    return y - waited(y);
  }

  /**
   * Independent gaps, R exponential.
   *
   * @param rate λ, updates per unit of time, above 0
   */
  public record Poisson(double rate) implements UpdateProcess {

    /** Below this λy the series is more exact than the difference of nearly equal numbers. */
    private static final double SMALL = 1e-3;

    /** Checks the bound. */
    public Poisson {
      if (!(rate > 0)) {
        throw new IllegalArgumentException("a rate must be above 0, but is " + rate);
      }
    }

    @Override
    public double meanResidual() {
      return 1 / rate;
    }

    @Override
    public double waitsBeyond(double y) {
      return Math.exp(-rate * y);
    }

    @Override
    public double waited(double y) {
      return -Math.expm1(-rate * y) / rate;
    }

    @Override
    public double timeouts(double wait) {
      return rate / Math.expm1(rate * wait);
    }

    @Override
    public double missed(double y) {
      double x = rate * y;
      return x < SMALL ? x * x * (0.5 - x / 6 + x * x / 24) / rate : y - waited(y);
    }

    @Override
    public double missedTwice(double y) {
      double x = rate * y;
      return x < SMALL
          ? x * x * x * (1.0 / 6 - x / 24 + x * x / 120) / (rate * rate)
          : y * y / 2 - missed(y) / rate;
    }
  }

  /**
   * Equal gaps at a random phase, R uniform. Bursts at a fixed rate are the same to a value feed.
   *
   * @param period U, above 0
   */
  public record Periodic(double period) implements UpdateProcess {

    /** Checks the bound. */
    public Periodic {
      if (!(period > 0)) {
        throw new IllegalArgumentException("a period must be above 0, but is " + period);
      }
    }

    @Override
    public double rate() {
      return 1 / period;
    }

    @Override
    public double meanResidual() {
      return period / 2;
    }

    @Override
    public double waitsBeyond(double y) {
      return Math.max(0, 1 - y / period);
    }

    @Override
    public double waited(double y) {
      return y < period ? y - y * y / (2 * period) : period / 2;
    }

    @Override
    public double timeouts(double wait) {
      return (Math.ceil(period / wait) - 1) / period;
    }

    @Override
    public double missedTwice(double y) {
      if (y < period) {
        return y * y * y / (6 * period);
      }
      return period * period / 6 + (y * y - period * period) / 2 - period * (y - period) / 2;
    }
  }

  /**
   * Gaps that were recorded: R falls into a gap with a likelihood that is its share of the time,
   * and is uniform there. All means and quantiles of one client with a uniform phase hang on the
   * gaps alone, not on their order, so that this is exact for any trace. Each form takes O(log n),
   * {@link #timeouts} O(n).
   */
  public final class Recorded implements UpdateProcess {

    private final double[] gaps;
    private final double[] sums;
    private final double[] squares;
    private final double[] cubes;

    /**
     * Sorts a copy of the gaps and adds up their powers.
     *
     * @param gaps between one update and the next, not negative, and not all 0
     */
    public Recorded(double[] gaps) {
      this.gaps = gaps.clone();
      Arrays.sort(this.gaps);
      sums = new double[gaps.length + 1];
      squares = new double[gaps.length + 1];
      cubes = new double[gaps.length + 1];
      for (int i = 0; i < gaps.length; i++) {
        double gap = this.gaps[i];
        sums[i + 1] = sums[i] + gap;
        squares[i + 1] = squares[i] + gap * gap;
        cubes[i + 1] = cubes[i] + gap * gap * gap;
      }
      if (gaps.length == 0 || this.gaps[0] < 0 || !(total() > 0)) {
        throw new IllegalArgumentException("gaps must be 0 or more, and one must be above 0");
      }
    }

    private double total() {
      return sums[gaps.length];
    }

    /** How many gaps are not longer. */
    private int upTo(double y) {
      int at = Arrays.binarySearch(gaps, Math.nextUp(y));
      while (at > 0 && gaps[at - 1] > y) {
        at--;
      }
      return at < 0 ? ~at : at;
    }

    @Override
    public double meanResidual() {
      return squares[gaps.length] / (2 * total());
    }

    @Override
    public double rate() {
      return (gaps.length - upTo(0)) / total();
    }

    @Override
    public double waitsBeyond(double y) {
      int k = upTo(y);
      return (total() - sums[k] - y * (gaps.length - k)) / total();
    }

    @Override
    public double waited(double y) {
      return y - missed(y);
    }

    @Override
    public double timeouts(double wait) {
      double timeouts = 0;
      for (int i = upTo(wait); i < gaps.length; i++) {
        timeouts += Math.ceil(gaps[i] / wait) - 1;
      }
      return timeouts / total();
    }

    @Override
    public double missed(double y) {
      int k = upTo(y);
      double ended = y * sums[k] - squares[k] / 2;
      return (ended + y * y / 2 * (gaps.length - k)) / total();
    }

    @Override
    public double missedTwice(double y) {
      int k = upTo(y);
      double ended = (cubes[k] / 3 - y * squares[k] + y * y * sums[k]) / 2;
      return (ended + y * y * y / 6 * (gaps.length - k)) / total();
    }
  }
}
