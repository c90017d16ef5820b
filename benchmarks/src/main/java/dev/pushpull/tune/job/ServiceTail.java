package dev.pushpull.tune.job;

import dev.pushpull.sut.schedule.ServiceTime;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How often jobs take longer than a given time, and by how much; exact for the distributions
 * themselves. Times in ns.
 */
record ServiceTail(ServiceTime service) {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /** P(s &gt; t). */
  double beyond(double nanos) {
    if (nanos < 0) {
      return 1;
    }
    return switch (service) {
      case ServiceTime.Constant(var always) -> always > nanos ? 1 : 0;
      case ServiceTime.Exponential(var mean) -> Math.exp(-nanos / mean);
      case ServiceTime.LogNormal(var median, var sigma) ->
          STANDARD.survivalProbability(Math.log(nanos / median) / sigma);
    };
  }

  /**
   * E[(s − t)₊], that is ∫ P(s &gt; x) dx from t on; of a log-normal time by the partial
   * expectation m·Φ(σ − z) with z = ln(t / median) / σ.
   *
   * @param nanos t, at least 0
   */
  double meanExcess(double nanos) {
    return switch (service) {
      case ServiceTime.Constant(var always) -> Math.max(0, always - nanos);
      case ServiceTime.Exponential(var mean) -> mean * Math.exp(-nanos / mean);
      case ServiceTime.LogNormal(var median, var sigma) -> {
        double mean = median * Math.exp(sigma * sigma / 2);
        double z = Math.log(nanos / median) / sigma;
        yield mean * STANDARD.cumulativeProbability(sigma - z) - nanos * beyond(nanos);
      }
    };
  }
}
