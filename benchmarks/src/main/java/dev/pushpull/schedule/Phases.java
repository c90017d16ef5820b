package dev.pushpull.schedule;

import java.util.SplittableRandom;

/** Where in its interval each of several subscribers polls. */
public final class Phases {

  private Phases() {}

  /**
   * One phase in each of {@code count} equal strata of [0, 1), uniform within its stratum, the
   * strata in random order.
   */
  public static double[] stratified(long seed, int count) {
    var random = new SplittableRandom(seed);
    double[] phases = new double[count];
    for (int i = 0; i < count; i++) {
      phases[i] = (i + random.nextDouble()) / count;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double phase = phases[i];
      phases[i] = phases[other];
      phases[other] = phase;
    }
    return phases;
  }
}
