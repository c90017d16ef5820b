package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.HandMadeRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits a long data set of one and the same thing into two runs, again and again. */
class FalseAlarmTest {

  /** At a rate of 5 % the share of alarms varies by 0.7 %, a third of what it may exceed it. */
  private static final int SPLITS = 1_000;

  private static final double MAX_ALARMS = 0.07;

  private static final List<List<List<TrialResult>>> TWINS = NullData.twins(1, 400);

  /** Two runs of the same thing. */
  private record Split(RunResults base, RunResults candidate) {

    static Split of(int repeatsPerSide, boolean paired, long seed) {
      var random = new Random(seed);
      var twins = new ArrayList<>(TWINS);
      Collections.shuffle(twins, random);
      var base = new ArrayList<TrialResult>();
      var candidate = new ArrayList<TrialResult>();
      for (int i = 0; i < repeatsPerSide; i++) {
        int side = random.nextInt(2);
        base.addAll(twins.get(i).get(side));
        candidate.addAll(twins.get(paired ? i : repeatsPerSide + i).get(1 - side));
      }
      return new Split(HandMadeRuns.run("base", base), HandMadeRuns.run("candidate", candidate));
    }

    Comparison compare() {
      try {
        return Comparison.of(base, candidate, List.of());
      } catch (NotComparableException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<Comparison> comparisons(int repeatsPerSide, boolean paired, int splits) {
    return IntStream.range(0, splits)
        .parallel()
        .mapToObj(seed -> Split.of(repeatsPerSide, paired, seed).compare())
        .toList();
  }

  private static double share(List<Comparison> comparisons, Predicate<MetricRow> of) {
    return comparisons.stream().filter(c -> c.rows().stream().anyMatch(of)).count()
        / (double) comparisons.size();
  }

  private static boolean alarm(MetricRow row) {
    return row.verdict() == ComparisonVerdict.BETTER || row.verdict() == ComparisonVerdict.WORSE;
  }

  @ParameterizedTest
  @CsvSource({"5, false", "10, false", "5, true", "10, true"})
  void rarelyCallsTheSameThingDifferent(int repeatsPerSide, boolean paired) {
    List<Comparison> comparisons = comparisons(repeatsPerSide, paired, SPLITS);

    double alarms = share(comparisons, FalseAlarmTest::alarm);
    assertThat(alarms).isLessThanOrEqualTo(MAX_ALARMS);
    assertThat(comparisons)
        .allSatisfy(c -> assertThat(c.rows().getFirst().paired()).isEqualTo(paired));
    // The data could raise alarms: without Holm most splits would.
    assertThat(share(comparisons, r -> r.judgement().pValue().orElse(1) < Judgement.LEVEL))
        .isGreaterThan(0.5);
  }
}
