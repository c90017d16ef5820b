package dev.pushpull.model;

/**
 * How updates come, seen from an instant that knows nothing of them: the time R until the next one
 * (and since the last, which is distributed alike). Times are in any one unit.
 */
public sealed interface UpdateProcess {

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

  /** ∫₀ʸ P(R ≤ r) dr for y ≥ 0. */
  default double missed(double y) {
    return y - waited(y);
  }

  /**
   * Independent gaps, R exponential.
   *
   * @param rate λ, updates per unit of time, above 0
   */
  record Poisson(double rate) implements UpdateProcess {

    /** Below this λy the series is more exact than the difference of nearly equal numbers. */
    private static final double SMALL = 1e-3;

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
  record Periodic(double period) implements UpdateProcess {

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
    public double missedTwice(double y) {
      if (y < period) {
        return y * y * y / (6 * period);
      }
      return period * period / 6 + (y * y - period * period) / 2 - period * (y - period) / 2;
    }
  }
}
