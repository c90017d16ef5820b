package dev.pushpull.simulate;

import dev.pushpull.spec.Durations;
import java.time.Duration;
import java.util.SplittableRandom;

/** The same round trip for everyone, always. */
record ConstantService(long nanos) implements ServiceTimes {

  private static final Duration LONGEST = Duration.ofHours(1);

  ConstantService {
    Durations.check("round trip", Duration.ofNanos(nanos), Duration.ZERO, LONGEST);
  }

  @Override
  public long roundTripNanos(SplittableRandom random) {
    return nanos;
  }

  @Override
  public double meanNanos() {
    return nanos;
  }

  @Override
  public long maxNanos() {
    return nanos;
  }

  @Override
  public double quantileNanos(double share) {
    return nanos;
  }
}
