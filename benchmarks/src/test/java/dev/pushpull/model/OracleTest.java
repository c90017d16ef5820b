package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.JitteredSchedule;
import dev.pushpull.schedule.PollSchedule;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle against polling played out over many phases on the same publish log. */
class OracleTest {

  private static final long MS = 1_000_000;
  private static final long START = 3_000 * MS;
  private static final long END = 9_000 * MS;
  private static final int PHASES = 4_000;

  private static long[] log(long seed, double meanGapMillis, int burst) {
    var random = new SplittableRandom(seed);
    long[] at = new long[4_000];
    double now = 0;
    for (int i = 1; i < at.length; i++) {
      if (i % burst == 0) {
        now += -Math.log1p(-random.nextDouble()) * meanGapMillis * MS * burst;
      } else {
        now += 10_000;
      }
      at[i] = (long) now;
    }
    return at;
  }

  /** What one schedule shows: staleness area, stale time, polls that found a change, age area. */
  private static double[] play(long[] published, PollSchedule schedule, double delay, long most) {
    double[] sums = new double[5];
    int held = 0;
    double seenAt = 0;
    long due = schedule.firstNanos();
    while (due < END + most) {
      double read = due;
      due = schedule.nextNanos(due, false, PollSchedule.NO_HINT);
      int newest = newest(published, read);
      if (read >= START && read < END) {
        sums[4]++;
        sums[2] += newest > held ? 1 : 0;
      }
      if (newest > held) {
        addHeld(sums, published, held, seenAt, read + delay);
        held = newest;
        seenAt = read + delay;
      }
    }
    addHeld(sums, published, held, seenAt, END + 2.0 * most);
    return sums;
  }

  private static int newest(long[] published, double at) {
    int low = 0;
    int high = published.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (published[middle] <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static void addHeld(double[] sums, long[] published, int held, double from, double to) {
    double start = Math.max(from, START);
    double end = Math.min(to, END);
    if (start >= end) {
      return;
    }
    sums[3] += ramp(start - published[held], end - published[held]);
    double stale = Math.max(start, (double) published[held + 1]);
    if (stale < end) {
      sums[0] += ramp(stale - published[held + 1], end - published[held + 1]);
      sums[1] += end - stale;
    }
  }

  private static double ramp(double from, double to) {
    return (to * to - from * from) / 2;
  }

  @ParameterizedTest
  @CsvSource({
    "100, 1, 500, 1",
    "500, 3, 500, 1",
    "2000, 5, 500, 1",
    "500, 40, 100, 1",
    "100, 0, 20, 1",
    "700, 300, 150, 5",
    "2500, 2, 900, 20"
  })
  void agreesWithPollingPlayedOut(double interval, double delay, double gap, int burst) {
    long[] published = log(11, gap, burst);
    double[] sums = new double[5];
    for (int i = 0; i < PHASES; i++) {
      double phase = (i + 0.5) / PHASES * interval * MS;
      var schedule = new FixedSchedule((long) phase, (long) (interval * MS));
      double[] one = play(published, schedule, delay * MS, (long) (interval * MS));
      for (int k = 0; k < sums.length; k++) {
        sums[k] += one[k];
      }
    }
    double length = (double) (END - START) * PHASES;
    var oracle =
        new PollOracle(interval * MS, delay * MS, START, END, List.of(new Observed(published, 10)));
    assertThat(oracle.stalenessMeanNanos())
        .isCloseTo(sums[0] / length, within(2e-3 * sums[0] / length + 10));
    assertThat(oracle.staleFraction()).isCloseTo(sums[1] / length, within(2e-3));
    assertThat(oracle.emptyPollRatio()).isCloseTo(1 - sums[2] / sums[4], within(2e-3));
    assertThat(oracle.ageMeanNanos()).isCloseTo(sums[3] / length, within(2e-3 * sums[3] / length));
  }

  @ParameterizedTest
  @CsvSource({"500, 0.2, 5, 500, 1", "300, 0.9, 5, 400, 1", "800, 0.9, 100, 150, 5"})
  void agreesWithJitteredPollingPlayedOut(
      long interval, double share, double delay, double gap, int burst) {
    long[] published = log(11, gap, burst);
    double[] sums = new double[5];
    for (int i = 0; i < PHASES; i++) {
      // Long before the window, so that it finds the phases as they come to be.
      long first = (long) ((i + 0.5) / PHASES * interval * MS) - 30 * interval * MS;
      var schedule = new JitteredSchedule(first, interval * MS, share, i);
      double[] one = play(published, schedule, delay * MS, 2 * interval * MS);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += one[k];
      }
    }
    double length = (double) (END - START) * PHASES;
    var feeds = List.of(new Observed(published, 10));
    var oracle = new UniformOracle(interval * MS, share, delay * MS, START, END, feeds);
    assertThat(oracle.stalenessMeanNanos())
        .isCloseTo(sums[0] / length, within(0.02 * sums[0] / length));
    assertThat(oracle.staleFraction()).isCloseTo(sums[1] / length, within(0.01));
    assertThat(oracle.emptyPollRatio()).isCloseTo(1 - sums[2] / sums[4], within(0.01));
    assertThat(oracle.ageMeanNanos()).isCloseTo(sums[3] / length, within(0.01 * sums[3] / length));
    double mean = interval * MS / 2.0 * (1 + share * share / 3) + delay * MS;
    assertThat(oracle.deliveryMeanNanos()).isCloseTo(mean, within(1e-3 * mean));
  }

  @Test
  void longWindowGivesTheClosedFormOverGaps() {
    long[] published = log(5, 300, 1);
    double t = 500.0 * MS;
    double d = 4.0 * MS;
    long end = published[published.length - 1] + 2_000 * MS;
    double cubes = 0;
    double squares = 0;
    for (int i = 1; i < published.length; i++) {
      double g = published[i] - published[i - 1];
      cubes += cube(t + d) - cube(t + d - g) - cube(d) + cube(d - g);
      squares += square(t + d) - square(t + d - g) - square(d) + square(d - g);
    }
    var oracle = new PollOracle(t, d, 0, end, List.of(new Observed(published, 1)));
    assertThat(oracle.stalenessMeanNanos())
        .isCloseTo(cubes / (6 * t * end), within(1e-6 * cubes / (6 * t * end)));
    assertThat(oracle.staleFraction()).isCloseTo(squares / (2 * t * end), within(1e-9));
  }

  private static double square(double x) {
    return x <= 0 ? 0 : x * x;
  }

  private static double cube(double x) {
    return x <= 0 ? 0 : x * x * x;
  }

  @Test
  void poissonLogGivesTheExpectationsOfPoissonArrivals() {
    double lambda = 1 / (500.0 * MS);
    double t = 500.0 * MS;
    double d = 5.0 * MS;
    long[] published = log(23, 500, 1);
    long end = published[published.length - 1];
    var oracle = new PollOracle(t, d, 0, end, List.of(new Observed(published, 1)));
    double empty = Math.exp(-lambda * t);
    double staleness =
        t / 2 + d - 1 / lambda + Math.exp(-lambda * d) * (1 - empty) / (lambda * lambda * t);
    double fraction = 1 - Math.exp(-lambda * d) * (1 - empty) / (lambda * t);
    assertThat(oracle.stalenessMeanNanos()).isCloseTo(staleness, within(0.05 * staleness));
    assertThat(oracle.staleFraction()).isCloseTo(fraction, within(0.03));
    assertThat(oracle.emptyPollRatio()).isCloseTo(empty, within(0.03));
    assertThat(oracle.ageMeanNanos())
        .isCloseTo(t / 2 + 1 / lambda + d, within(0.05 * (t / 2 + 1 / lambda)));
  }

  @Test
  void pushIsPollingWithoutAnInterval() {
    long[] published = log(31, 40, 1);
    double d = 30.0 * MS;
    var feeds = List.of(new Observed(published, 3));
    var push = new PushOracle(d, START, END, feeds);
    var poll = new PollOracle(1_000, d, START, END, feeds);
    assertThat(push.stalenessMeanNanos())
        .isCloseTo(poll.stalenessMeanNanos(), within(1e-3 * push.stalenessMeanNanos()));
    assertThat(push.staleFraction()).isCloseTo(poll.staleFraction(), within(1e-3));
  }

  /** Each interval has news: the gaps' sum may be more than the window by a rounding. */
  @ParameterizedTest
  @CsvSource({"2000", "3000", "777.7"})
  void aShareOfEmptyPollsIsNeverBelowZero(double perSecond) {
    long[] at = new long[40_000];
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.round(i * 1e9 / perSecond);
    }
    for (int watchers = 1; watchers < 40; watchers++) {
      var oracle = new PollOracle(50 * MS, MS, START, END, List.of(new Observed(at, watchers)));
      assertThat(oracle.emptyPollRatio()).isBetween(0.0, 1e-9);
    }
  }
}
