package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.compare.Sample.LeftOut;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.testkit.HandMadeRuns;
import dev.pushpull.testkit.HandMadeRuns.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final PrimaryMetric METRIC = PrimaryMetric.DELIVERY_P99;

  private static List<TrialResult> repeats(String digests, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 10 + i;
    }
    return new ArrayList<>(HandMadeRuns.repeats("sse", digests, values));
  }

  private static Evidence evidence(List<TrialResult> base, List<TrialResult> candidate) {
    return Evidence.of(base, candidate, METRIC);
  }

  @Test
  void repeatsWithTheSameUpdatesPairInAnyOrder() {
    Evidence evidence = evidence(repeats("a", 6), repeats("a", 6).reversed());

    assertThat(evidence.paired()).isTrue();
    assertThat(evidence.base().values()).isEqualTo(evidence.candidate().values()).hasSize(6);
  }

  @Test
  void otherUpdatesDoNotPair() {
    Evidence evidence = evidence(repeats("a", 6), repeats("b", 7));

    assertThat(evidence.paired()).isFalse();
    assertThat(evidence.base().repeats()).isEqualTo(6);
    assertThat(evidence.candidate().repeats()).isEqualTo(7);
  }

  @Test
  void theSameUpdatesInAnotherRepeatDoNotPair() {
    List<TrialResult> base = repeats("a", 6);
    List<TrialResult> shifted =
        base.stream()
            .map(t -> HandMadeRuns.trial("sse", t.repeat() + 1, t.arrivalsDigest(), Figures.all(1)))
            .toList();

    assertThat(evidence(base, shifted).paired()).isFalse();
  }

  @Test
  void anUnknownDigestDoesNotPair() {
    List<TrialResult> blank =
        repeats("a", 6).stream()
            .map(t -> HandMadeRuns.trial("sse", t.repeat(), "", Figures.all(1)))
            .toList();

    assertThat(evidence(blank, blank).paired()).isFalse();
  }

  @Test
  void aRepeatThatIsThereTwiceDoesNotPair() {
    List<TrialResult> twice = repeats("a", 6);
    twice.add(twice.getFirst());

    assertThat(evidence(twice, repeats("a", 6)).paired()).isFalse();
  }

  @Test
  void aRepeatWithoutItsPartnerIsLeftOutOfFivePairs() {
    Evidence evidence = evidence(repeats("a", 10), repeats("a", 5));

    assertThat(evidence.paired()).isTrue();
    assertThat(evidence.base().values()).containsExactly(10.0, 11.0, 12.0, 13.0, 14.0);
    assertThat(evidence.base().leftOut()).isEqualTo(new LeftOut(0, 0, 0, 5));
    assertThat(evidence.base().trials()).isEqualTo(10);
  }

  @Test
  void fourPairsAmongFiveRepeatsAreTestedAsTwoSamples() {
    List<TrialResult> candidate = repeats("a", 4);
    candidate.addAll(repeats("b", 5).subList(4, 5));
    Evidence evidence = evidence(repeats("a", 5), candidate);

    assertThat(evidence.paired()).isFalse();
    assertThat(evidence.supportsVerdict()).isTrue();
    assertThat(evidence.base().leftOut().unpaired()).isZero();
  }

  @Test
  void onlyValidTrialsWithAnExactFigureCount() {
    List<TrialResult> base = repeats("a", 8);
    base.set(0, base.get(0).and(Validity.suspect("steal")));
    base.set(1, base.get(1).and(Validity.invalid("audit")));
    base.set(2, HandMadeRuns.atLeast(base.get(2), "p99", "max"));
    base.set(3, HandMadeRuns.trial("sse", 4, "a4", new Figures(1, Double.NaN, 1, 1, 1, 1)));
    Evidence p99 = evidence(base, repeats("b", 8));
    Evidence p50 = Evidence.of(base, repeats("b", 8), PrimaryMetric.DELIVERY_P50);

    assertThat(p99.base().leftOut()).isEqualTo(new LeftOut(2, 1, 1, 0));
    assertThat(p99.repeats()).isEqualTo(4);
    assertThat(p99.supportsVerdict()).isFalse();
    assertThat(p50.base().leftOut()).isEqualTo(new LeftOut(2, 0, 0, 0));
    assertThat(p50.supportsVerdict()).isTrue();
  }

  @Test
  void aTrialCountsForTheFiguresInWhichItIsValid() {
    List<TrialResult> cold =
        repeats("a", 8).stream()
            .map(t -> t.and(Validity.suspect("cold", Set.of(FigureGroup.CPU))))
            .toList();

    assertThat(evidence(cold, repeats("b", 8)).supportsVerdict()).isTrue();
    assertThat(Evidence.of(cold, repeats("b", 8), PrimaryMetric.SERVER_CPU).base().leftOut())
        .isEqualTo(new LeftOut(8, 0, 0, 0));
  }

  @Test
  void tellsWhatNeitherRunHasFromWhatOneLost() {
    List<TrialResult> without =
        repeats("a", 5).stream()
            .map(
                t ->
                    HandMadeRuns.trial(
                        "sse", t.repeat(), "x", new Figures(1, Double.NaN, 1, 1, 1, 1)))
            .toList();

    assertThat(evidence(without, without).notMeasured()).isTrue();
    assertThat(evidence(without, repeats("a", 5)).notMeasured()).isFalse();
    List<TrialResult> bad = new ArrayList<>(without);
    bad.replaceAll(t -> t.and(Validity.invalid("audit")));
    assertThat(evidence(without, bad).notMeasured()).isFalse();
  }
}
