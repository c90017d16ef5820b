package dev.pushpull.compare;

import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.HandMadeRuns;
import dev.pushpull.testkit.HandMadeRuns.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A long data set of one and the same thing, measured over and over: seven strategies as in the
 * quick suite. Its noise is as nasty as that of real runs: arrivals that all strategies of a repeat
 * share, a machine that drifts for all of them, skewed and heavy tails in p99 and CPU with an
 * outlier in twenty, bytes of few distinct values, percentiles in histogram steps, CPU that is
 * sometimes below its baseline, a p95 of 0 where pushes are never late, and a p99 that is missing
 * where too few updates came.
 */
final class NullData {

  private static final List<String> STRATEGIES =
      List.of(
          "websocket",
          "sse",
          "long-poll",
          "conditional-poll@500ms",
          "poll@100ms",
          "poll@500ms",
          "poll@2s");

  private final Random random;

  private NullData(long seed) {
    this.random = new Random(seed);
  }

  /** Repeats, each the trials of all strategies; the two of a twin saw the same updates. */
  static List<List<List<TrialResult>>> twins(long seed, int count) {
    var data = new NullData(seed);
    var twins = new ArrayList<List<List<TrialResult>>>();
    for (int repeat = 1; repeat <= count; repeat++) {
      double arrivals = data.random.nextGaussian();
      twins.add(List.of(data.repeat(repeat, arrivals), data.repeat(repeat, arrivals)));
    }
    return twins;
  }

  private List<TrialResult> repeat(int repeat, double arrivals) {
    double machine = 0.05 * heavy();
    var trials = new ArrayList<TrialResult>();
    for (int i = 0; i < STRATEGIES.size(); i++) {
      Figures figures = i < 3 ? push(i, arrivals, machine) : poll(i, arrivals, machine);
      trials.add(HandMadeRuns.trial(STRATEGIES.get(i), repeat, "d" + repeat, figures));
    }
    return trials;
  }

  private Figures push(int i, double arrivals, double machine) {
    double level = 1 + i;
    double delay = 0.4 * level * Math.exp(machine + 0.2 * random.nextGaussian());
    double tail = delay * (4 + 3 * skewed());
    double cpu = 30 * level * Math.exp(2 * machine + 0.1 * heavy()) * outlier() - 25;
    return new Figures(
        steps(delay),
        enough(arrivals) ? steps(tail) : Double.NaN,
        5e-4 * level * Math.exp(skewed()),
        0,
        360 * level + 10.4 * Math.rint(2 * arrivals),
        cpu);
  }

  private Figures poll(int i, double arrivals, double machine) {
    double interval = new double[] {500, 100, 500, 2_000}[i - 3];
    double stale = interval * 0.14 * Math.exp(0.12 * arrivals + 0.03 * random.nextGaussian());
    double cpu = 60_000 / interval * Math.exp(machine + 0.06 * heavy()) * outlier();
    return new Figures(
        steps(interval / 2 * Math.exp(0.01 * arrivals + 0.01 * random.nextGaussian())),
        enough(arrivals) ? steps(interval * (0.985 + 0.003 * skewed())) : Double.NaN,
        stale,
        steps(interval * 0.66 * Math.exp(0.04 * arrivals + 0.02 * random.nextGaussian())),
        461_600 / interval + (random.nextInt(4) == 0 ? 0.1 : 0),
        cpu);
  }

  private static boolean enough(double arrivals) {
    return arrivals > -1.5;
  }

  /** Histograms of three digits. */
  private static double steps(double value) {
    double step = Math.scalb(1.0, Math.getExponent(value) - 10);
    return Math.rint(value / step) * step;
  }

  /** Student's t with three degrees of freedom: variance 3, no fourth moment. */
  private double heavy() {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double z = random.nextGaussian();
      squares += z * z;
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  private double skewed() {
    return -Math.log(1 - random.nextDouble());
  }

  private double outlier() {
    return random.nextInt(20) == 0 ? 1.6 : 1;
  }
}
