package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.schedule.JitteredSchedule;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseNoiseTest {

  private static final long INTERVAL = 1_000_000;

  /**
   * The standard error over many draws of phases and of where the updates fall, beside the mean
   * claim.
   */
  @ParameterizedTest
  @CsvSource({
    "10, 10, 12, random",
    "10, 1, 12, random",
    "3, 40, 5, random",
    "1, 10, 200, random",
    "10, 10, 12, locked",
    "4, 5, 20, locked"
  })
  void coversWhatStratifiedPhasesShowAndIsNotWide(
      int feeds, int subscribers, int updates, String arrivals) {
    var random = new SplittableRandom(99);
    int runs = 1_000;
    double squares = 0;
    double claimed = 0;
    for (int run = 0; run < runs; run++) {
      var observed = new ArrayList<Observed>();
      double sum = 0;
      for (int feed = 0; feed < feeds; feed++) {
        long[] at = updates(random, updates, arrivals.equals("locked"));
        observed.add(new Observed(at, subscribers));
        sum += delays(at, Phases.stratified(random.nextLong(), subscribers));
      }
      double mean = sum / ((double) feeds * subscribers * updates);
      squares += (mean - 0.5) * (mean - 0.5);
      claimed += PhaseNoise.relativeError(observed, 0, Long.MAX_VALUE, INTERVAL, 0) / runs;
    }
    assertThat(2 * Math.sqrt(squares / runs)).isBetween(0.6 * claimed, 1.08 * claimed);
  }

  private static long[] updates(SplittableRandom random, int count, boolean locked) {
    long[] at = new long[count];
    long phase = random.nextLong(INTERVAL);
    for (int i = 0; i < count; i++) {
      at[i] = i * 10L * INTERVAL + (locked ? phase : random.nextLong(INTERVAL));
    }
    return at;
  }

  private static double delays(long[] updates, double[] phases) {
    double sum = 0;
    for (long at : updates) {
      for (double phase : phases) {
        sum += (phase - (double) (at % INTERVAL) / INTERVAL + 1) % 1;
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 12, 0.2, random",
    "3, 10, 12, 0.5, random",
    "10, 4, 12, 0.9, locked",
    "4, 1, 20, 0.01, locked"
  })
  void coversWhatDriftingPhasesShow(
      int feeds, int subscribers, int updates, double share, String arrivals) {
    var random = new SplittableRandom(98);
    int runs = 1_000;
    double squares = 0;
    double claimed = 0;
    double expected = 0.5 * (1 + share * share / 3);
    for (int run = 0; run < runs; run++) {
      var observed = new ArrayList<Observed>();
      double sum = 0;
      for (int feed = 0; feed < feeds; feed++) {
        long[] at = updates(random, updates, arrivals.equals("locked"));
        observed.add(new Observed(at, subscribers));
        for (double phase : Phases.stratified(random.nextLong(), subscribers)) {
          sum += jittered(at, phase, share, random.nextLong());
        }
      }
      double mean = sum / ((double) feeds * subscribers * updates);
      squares += (mean - expected) * (mean - expected);
      long end = 10L * updates * INTERVAL;
      claimed += PhaseNoise.relativeError(observed, 0, end, INTERVAL, share) / runs;
    }
    assertThat(2 * Math.sqrt(squares / runs)).isBetween(0.4 * claimed, 1.1 * claimed);
  }

  /** Delays in intervals, of one subscriber whose phase has drifted for a while. */
  private static double jittered(long[] updates, double phase, double share, long seed) {
    long first = (long) ((phase - 50) * INTERVAL);
    var schedule = new JitteredSchedule(first, INTERVAL, share, seed);
    long tick = first;
    double sum = 0;
    for (long at : updates) {
      while (tick < at) {
        tick = schedule.nextNanos(tick, false, PollSchedule.NO_HINT);
      }
      sum += (double) (tick - at) / INTERVAL;
    }
    return sum;
  }

  @Test
  void feedsThatNobodyWatchesDoNotMatter() {
    var random = new SplittableRandom(5);
    var watched = new Observed(updates(random, 12, false), 3);
    var unwatched = new Observed(updates(random, 12, false), 0);
    long end = Long.MAX_VALUE / 2;
    assertThat(PhaseNoise.relativeError(List.of(watched, unwatched), 0, end, INTERVAL, 0))
        .isEqualTo(PhaseNoise.relativeError(List.of(watched), 0, end, INTERVAL, 0))
        .isFinite();
    long soon = 200 * INTERVAL;
    assertThat(PhaseNoise.relativeError(List.of(watched, unwatched), 0, soon, INTERVAL, 0.2))
        .isEqualTo(PhaseNoise.relativeError(List.of(watched), 0, soon, INTERVAL, 0.2))
        .isFinite();
    assertThat(PhaseNoise.relativeError(List.of(unwatched), 0, end, INTERVAL, 0)).isEqualTo(1);
  }

  @Test
  void nothingPublishedMeansNothingIsKnown() {
    var silent = new Observed(new long[] {0}, 5);
    assertThat(PhaseNoise.relativeError(List.of(silent), 10, 20, INTERVAL, 0)).isEqualTo(1);
  }
}
