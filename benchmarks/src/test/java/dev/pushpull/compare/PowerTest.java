package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.HandMadeRuns;
import dev.pushpull.testkit.HandMadeRuns.Figures;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interval that is a fifth longer is found with five repeats a side, however they fall. */
class PowerTest {

  private static final int RUNS = 1_000;
  private static final int REPEATS = 5;
  private static final double LAMBDA_PER_MS = 0.002;
  private static final double DELAY_MS = 0.3;
  private static final double NOISE = 0.03;

  /** The closed form for Poisson arrivals, see the design's section 2. */
  private static double stalenessMs(double intervalMs) {
    double lambda = LAMBDA_PER_MS;
    return intervalMs / 2
        + DELAY_MS
        - 1 / lambda
        + Math.exp(-lambda * DELAY_MS)
            * (1 - Math.exp(-lambda * intervalMs))
            / (lambda * lambda * intervalMs);
  }

  private static List<TrialResult> repeats(double intervalMs, String digests, Random random) {
    return IntStream.rangeClosed(1, REPEATS)
        .mapToObj(i -> HandMadeRuns.trial("poll", i, digests + i, figures(intervalMs, random)))
        .toList();
  }

  private static Figures figures(double intervalMs, Random random) {
    return new Figures(
        intervalMs / 2 * noise(NOISE / 3, random),
        intervalMs * noise(NOISE / 3, random),
        stalenessMs(intervalMs) * noise(NOISE, random),
        intervalMs * 0.66 * noise(NOISE, random),
        461_600 / intervalMs,
        60_000 / intervalMs * noise(0.2, random));
  }

  private static double noise(double relative, Random random) {
    return 1 + relative * random.nextGaussian();
  }

  private static double found(
      double baseMs, double candidateMs, boolean paired, Predicate<MetricRow> wanted) {
    long found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      var base = HandMadeRuns.run("base", repeats(baseMs, "a", random));
      var candidate =
          HandMadeRuns.run("candidate", repeats(candidateMs, paired ? "a" : "b", random));
      found += compare(base, candidate).rows().stream().filter(wanted).count();
    }
    return found / (double) RUNS;
  }

  private static Comparison compare(RunResults base, RunResults candidate) {
    try {
      return Comparison.of(base, candidate, List.of());
    } catch (NotComparableException e) {
      throw new AssertionError(e);
    }
  }

  private static Predicate<MetricRow> mean(ComparisonVerdict verdict) {
    return row -> row.metric() == PrimaryMetric.STALENESS_MEAN && row.verdict() == verdict;
  }

  @ParameterizedTest
  @CsvSource({
    "100, 120, true", "500, 600, true", "2000, 2400, true",
    "100, 120, false", "500, 600, false", "2000, 2400, false",
  })
  void aFifthMoreIsFoundEveryTime(double baseMs, double candidateMs, boolean paired) {
    assertThat(found(baseMs, candidateMs, paired, mean(ComparisonVerdict.WORSE))).isEqualTo(1);
    assertThat(found(candidateMs, baseMs, paired, mean(ComparisonVerdict.BETTER))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void nothingIsFoundWhereNothingChanged(boolean paired) {
    assertThat(found(500, 500, paired, row -> row.verdict() != ComparisonVerdict.NO_EVIDENCE))
        .isLessThan(0.07);
  }
}
