package dev.pushpull.simulate;

import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.StrategyName;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long a request takes from its sending to its answer, network and server together. The
 * server's read lies half way; a push takes half of it. Immutable, safe from any thread.
 *
 * <p>Drawn from a histogram: a bucket in proportion to its count, then uniform within it. The
 * bucket is found in constant time by Walker's alias method in Vose's form (M. D. Vose, "A linear
 * algorithm for generating random numbers with a given distribution", 1991): as many columns of
 * equal width as buckets, each shared by two of them at most.
 */
public final class ServiceTimes {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final long[] lowest;
  private final long[] highest;
  private final double[] share;
  private final int[] alias;
  private final double[] upTo;
  private final double mean;
  private final Map<StrategyKind, ServiceTimes> kinds;

  private ServiceTimes(long[] lowest, long[] highest, long[] counts) {
    this.lowest = lowest;
    this.highest = highest;
    this.share = new double[counts.length];
    this.alias = new int[counts.length];
    this.upTo = LongStream.of(counts).asDoubleStream().toArray();
    Arrays.parallelPrefix(upTo, Double::sum);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * (lowest[i] + highest[i]) / 2.0;
    }
    this.mean = sum / total();
    this.kinds = Map.of();
    fill(counts);
  }

  /** The same, each so many times as long, with kinds of its own. */
  private ServiceTimes(ServiceTimes other, int times, Map<StrategyKind, ServiceTimes> kinds) {
    this.lowest = LongStream.of(other.lowest).map(nanos -> times * nanos).toArray();
    this.highest = LongStream.of(other.highest).map(nanos -> times * nanos).toArray();
    this.share = other.share;
    this.alias = other.alias;
    this.upTo = other.upTo;
    this.mean = times * other.mean;
    this.kinds = Map.copyOf(kinds);
  }

  /**
   * Always the same.
   *
   * @param roundTripNanos 0 to 1 h
   */
  public static ServiceTimes constant(long roundTripNanos) {
    Durations.check("round trip", Duration.ofNanos(roundTripNanos), Duration.ZERO, LONGEST);
    long[] only = {roundTripNanos};
    return new ServiceTimes(only, only, new long[] {1});
  }

  /**
   * Independent draws from what was measured.
   *
   * @param histogram of round trips in ns, from the actual send to the answer; it is not kept
   * @throws IllegalArgumentException if it is empty
   */
  public static ServiceTimes of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      throw new IllegalArgumentException("no round trip was measured, so none can be drawn");
    }
    var lowest = LongStream.builder();
    var highest = LongStream.builder();
    var counts = LongStream.builder();
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      long value = bucket.getValueIteratedTo();
      lowest.add(histogram.lowestEquivalentValue(value));
      // No value above the largest that was measured.
      highest.add(Math.min(histogram.highestEquivalentValue(value), histogram.getMaxValue()));
      counts.add(bucket.getCountAtValueIteratedTo());
    }
    return new ServiceTimes(
        lowest.build().toArray(), highest.build().toArray(), counts.build().toArray());
  }

  /**
   * Draws from quantiles, uniform from one to the next.
   *
   * @param thousandths which they are, rising from 0 to 1000
   * @param nanos their values
   * @return of round trips, the same for all strategies
   */
  public static ServiceTimes of(int[] thousandths, long[] nanos) {
    long[] counts = new long[nanos.length - 1];
    Arrays.setAll(counts, i -> thousandths[i + 1] - thousandths[i]);
    return new ServiceTimes(
        Arrays.copyOf(nanos, counts.length), Arrays.copyOfRange(nanos, 1, nanos.length), counts);
  }

  /**
   * The same without a strategy and for a kind that is not there, else of each kind its own.
   *
   * @param measured round trips of kinds of polls, and delivery latencies of kinds of pushes, which
   *     are half a round trip
   * @param draws makes a service of one of them
   */
  public <T> ServiceTimes with(Map<StrategyKind, T> measured, Function<T, ServiceTimes> draws) {
    var own = new EnumMap<StrategyKind, ServiceTimes>(StrategyKind.class);
    measured.forEach(
        (kind, of) ->
            own.put(kind, new ServiceTimes(draws.apply(of), kind.isPoll() ? 1 : 2, Map.of())));
    return new ServiceTimes(this, 1, own);
  }

  /**
   * The kind whose times and costs a strategy has. None where its answers carry hints, which make
   * them longer, nor for the bare socket.
   */
  public static Optional<StrategyKind> kind(StrategyName name) {
    boolean hinted = name.strategy() instanceof Strategy.Poll poll && poll.pace().isHinted();
    boolean floor = name.isFloor() && name.strategy() instanceof Strategy.WebSocket;
    return Optional.of(StrategyKind.ofAnswers(name.strategy())).filter(_ -> !hinted && !floor);
  }

  /** Those of a strategy, where they are known by strategy; of a push, twice its deliveries'. */
  public ServiceTimes forStrategy(Strategy strategy) {
    return kind(new StrategyName(strategy, false))
        .map(kind -> kinds.getOrDefault(kind, this))
        .orElse(this);
  }

  private double total() {
    return upTo[upTo.length - 1];
  }

  /** Fills each column that is short with what another has too much. */
  private void fill(long[] counts) {
    int n = counts.length;
    int[] stack = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      share[i] = counts[i] / total() * n;
      alias[i] = i;
      stack[share[i] < 1 ? small++ : --large] = i;
    }
    while (small > 0 && large < n) {
      int poor = stack[--small];
      int rich = stack[large];
      alias[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    while (small > 0) { // what rounding left: these are full
      share[stack[--small]] = 1;
    }
  }

  /** Whether all are the same. */
  boolean isConstant() {
    return lowest[0] == maxNanos();
  }

  /** The next round trip in ns, not negative. */
  public long roundTripNanos(SplittableRandom random) {
    if (share.length == 1 && isConstant()) {
      return lowest[0];
    }
    int column = random.nextInt(share.length);
    int bucket = random.nextDouble() < share[column] ? column : alias[column];
    return random.nextLong(lowest[bucket], highest[bucket] + 1);
  }

  /** The mean of all that are drawn, in ns. */
  public double meanNanos() {
    return mean;
  }

  /**
   * What no more than a share of them exceeds, in ns.
   *
   * @param share 0 to 1
   */
  public double quantileNanos(double share) {
    double rank = share * total();
    int bucket = 0;
    while (upTo[bucket] < rank) {
      bucket++;
    }
    double below = bucket == 0 ? 0 : upTo[bucket - 1];
    double within = (rank - below) / (upTo[bucket] - below);
    return lowest[bucket] + within * (highest[bucket] - lowest[bucket]);
  }

  /** The longest that can be drawn, in ns. */
  public long maxNanos() {
    return highest[highest.length - 1];
  }
}
