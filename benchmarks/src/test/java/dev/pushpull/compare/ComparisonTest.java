package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.compare.FailCheck.State;
import dev.pushpull.machine.Environment;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.testkit.HandMadeRuns;
import dev.pushpull.testkit.HandMadeRuns.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final double[] NOISE = {100, 101, 99, 102, 98};
  private static final double[] RAISED = {121, 120, 119, 122, 118};

  private static Comparison compare(RunResults base, RunResults candidate, String... pairs)
      throws NotComparableException {
    return Comparison.of(
        base, candidate, List.of(pairs).stream().map(StrategyPair::parse).toList());
  }

  private static State state(Comparison comparison, String condition) {
    return FailCheck.evaluate(comparison, List.of(FailCondition.parse(condition)))
        .getFirst()
        .state();
  }

  private static List<TrialResult> under(WorkloadInfo workload, String strategy, double value) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(i -> HandMadeRuns.trial(strategy, i, "d" + i, workload, Figures.all(value + i)))
        .toList();
  }

  private static WorkloadInfo feeds(int feeds) {
    return new WorkloadInfo("poisson:2/s", feeds, 100, 64, "h1", null, null, null);
  }

  @Test
  void saysWhereProtocolsMeet() throws Exception {
    var h2 = new WorkloadInfo("poisson:2/s", 10, 100, 64, "h2", null, null, null);
    var base = new ArrayList<>(under(HandMadeRuns.WORKLOAD, "websocket", 100));
    base.addAll(under(h2, "poll@1s", 100));
    var candidate = new ArrayList<>(under(HandMadeRuns.WORKLOAD, "websocket", 120));
    candidate.addAll(under(h2, "poll@1s", 120));
    assertThat(
            compare(HandMadeRuns.run("base", base), HandMadeRuns.run("candidate", candidate))
                .notes())
        .filteredOn(note -> note.about() == Note.About.PROTOCOLS)
        .extracting(Note::text)
        .containsExactly(
            "the rows cover several protocols (h1, h2): each row compares the runs over one of"
                + " them, and rows of different protocols differ by the protocol as well as by the"
                + " strategy");
    RunResults h1Only = HandMadeRuns.run("base", base.subList(0, 5));
    assertThat(compare(h1Only, HandMadeRuns.run("candidate", candidate)).notes())
        .noneMatch(note -> note.about() == Note.About.PROTOCOLS);
  }

  @Test
  void aRaiseIsWorseAndAFallIsBetter() throws Exception {
    var base = HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE));
    var candidate = HandMadeRuns.run("candidate", HandMadeRuns.repeats("sse", "b", RAISED));

    assertThat(compare(base, candidate).with(ComparisonVerdict.WORSE)).hasSize(6);
    assertThat(compare(candidate, base).with(ComparisonVerdict.BETTER)).hasSize(6);
    assertThat(compare(base, candidate).rows())
        .extracting(MetricRow::metric)
        .containsExactlyElementsOf(
            PrimaryMetric.of(new WorkloadInfo("", 1, 1, 0, "", null, null, null)));
  }

  @Test
  void fourRepeatsAreNoVerdictHoweverFarTheyLie() throws Exception {
    var base = HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE));
    var candidate =
        HandMadeRuns.run("candidate", HandMadeRuns.repeats("sse", "b", 1_000, 1_001, 1_002, 1_003));
    var comparison = compare(base, candidate);

    assertThat(comparison.with(ComparisonVerdict.NO_VERDICT)).hasSize(6);
    assertThat(comparison.tests()).isZero();
    MetricRow row = comparison.rows().getFirst();
    assertThat(row.judgement().words()).isEqualTo("no verdict: 4 of 5 repeats");
    assertThat(row.judgement().adjustedP()).isEmpty();
    assertThat(row.difference()).isPresent();
    assertThat(state(comparison, "worse")).isEqualTo(State.NOT_JUDGED);
    assertThat(state(comparison, "worse:sse:staleness.p95>10%")).isEqualTo(State.NOT_JUDGED);
  }

  @Test
  void oneRepeatHasNoIntervalEither() throws Exception {
    var comparison =
        compare(
            HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", 1)),
            HandMadeRuns.run("candidate", HandMadeRuns.repeats("sse", "b", 2)));

    assertThat(comparison.rows().getFirst().difference()).isEmpty();
  }

  @Test
  void pIsAdjustedForAllRowsOfAllStrategies() throws Exception {
    var one =
        compare(
            HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE)),
            HandMadeRuns.run(
                "candidate", HandMadeRuns.repeats("sse", "b", 101.5, 103.5, 100.5, 104, 102)));
    var two =
        compare(
            HandMadeRuns.run(
                "base",
                HandMadeRuns.repeats("sse", "a", NOISE),
                HandMadeRuns.repeats("x", "a", NOISE)),
            HandMadeRuns.run(
                "candidate",
                HandMadeRuns.repeats("sse", "b", 101.5, 103.5, 100.5, 104, 102),
                HandMadeRuns.repeats("x", "b", 99, 101, 98, 102, 100)));

    double p = one.rows().getFirst().judgement().pValue().orElseThrow();
    assertThat(p).isLessThan(Judgement.LEVEL);
    assertThat(one.rows().getFirst().judgement().adjustedP()).hasValue(6 * p);
    assertThat(one.with(ComparisonVerdict.NO_EVIDENCE)).hasSize(6);
    assertThat(two.rows().getFirst().judgement().adjustedP()).hasValue(12 * p);
  }

  @Test
  void strategiesOfOneRunOnlyAreNamed() throws Exception {
    var base =
        HandMadeRuns.run(
            "base",
            HandMadeRuns.repeats("sse", "a", NOISE),
            HandMadeRuns.repeats("poll@500ms", "a", NOISE));
    var candidate =
        HandMadeRuns.run(
            "candidate",
            HandMadeRuns.repeats("sse", "b", NOISE),
            HandMadeRuns.repeats("poll@600ms", "b", RAISED));

    assertThat(compare(base, candidate).notes())
        .extracting(Note::text)
        .containsExactly(
            "only in the base: poll@500ms",
            "only in the candidate: poll@600ms",
            "use --pair BASE=CANDIDATE to compare two different strategies");
    var paired = compare(base, candidate, "poll@500ms=poll@600ms");
    assertThat(paired.notes()).isEmpty();
    assertThat(paired.rows().stream().map(MetricRow::strategies).distinct())
        .containsExactly(
            new StrategyPair("poll@500ms", "poll@600ms"), new StrategyPair("sse", "sse"));
  }

  @Test
  void aPairMustBeThere() {
    var base = HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE));
    var candidate = HandMadeRuns.run("candidate", HandMadeRuns.repeats("x", "b", NOISE));

    assertThatThrownBy(() -> compare(base, candidate, "sse=poll@1s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pair 'sse=poll@1s': the candidate has no 'poll@1s', but x");
    assertThatThrownBy(() -> StrategyPair.parse("sse="))
        .hasMessage(
            "invalid pair: expected BASE=CANDIDATE, such as poll@500ms=poll@600ms, but got 'sse='");
    assertThatThrownBy(() -> compare(base, candidate))
        .isInstanceOf(NotComparableException.class)
        .hasMessage(
            "the runs have no strategy in common: the base has sse, the candidate x; --pair"
                + " BASE=CANDIDATE compares two different ones");
  }

  @Test
  void otherWorkloadsAreRefused() {
    assertThatThrownBy(
            () ->
                compare(
                    HandMadeRuns.run("base", under(feeds(10), "sse", 1)),
                    HandMadeRuns.run("candidate", under(feeds(20), "sse", 1))))
        .isInstanceOf(NotComparableException.class)
        .hasMessage("the runs have no workload in common: feeds: 10 against 20");
    assertThatThrownBy(
            () ->
                compare(
                    HandMadeRuns.run(
                        "base",
                        under(
                            new WorkloadInfo("periodic:1/s", 1, 9, 0, "h2", null, null, null),
                            "sse",
                            1),
                        under(feeds(10), "sse", 1)),
                    HandMadeRuns.run("candidate", under(feeds(20), "sse", 1))))
        .hasMessageEndingWith(": the most similar two in feeds: 10 against 20");
  }

  @Test
  void workloadsInCommonAreComparedAndOthersNamed() throws Exception {
    var comparison =
        compare(
            HandMadeRuns.run("base", under(feeds(10), "sse", 1), under(feeds(20), "sse", 1)),
            HandMadeRuns.run("candidate", under(feeds(10), "sse", 2)));

    assertThat(comparison.byWorkload()).containsOnlyKeys(feeds(10));
    assertThat(comparison.notes())
        .containsExactly(
            new Note(
                Note.About.NOT_COMPARED,
                "workload only in the base: poisson:2/s, 20 feeds, 100 subscribers, 64 B, h1"));
  }

  @Test
  void oneRunIsNotComparedWithItself() {
    var run = HandMadeRuns.run("run", HandMadeRuns.repeats("sse", "a", NOISE));

    assertThatThrownBy(() -> compare(run, run))
        .isInstanceOf(NotComparableException.class)
        .hasMessage("'run' and 'run' are the same run: they hold the same trials");
    assertThatThrownBy(() -> compare(HandMadeRuns.run("empty", List.<TrialResult>of()), run))
        .hasMessage("the base 'empty' has no finished trial");
  }

  @Test
  void saysHowTheRunsWereMadeDifferently() throws Exception {
    var base = HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE));
    Environment at = base.environment();
    var elsewhere =
        new Environment(
            at.jdk(),
            at.os(),
            "Other CPU",
            8,
            Map.of("undertow", "2.4.5.Final", "okhttp", "5.5.1"),
            "",
            at.command(),
            at.machine(),
            at.startedAt());
    var candidate =
        new RunResults(
            1, "c", null, base.spec(), 3, elsewhere, HandMadeRuns.repeats("sse", "b", NOISE));

    assertThat(compare(base, candidate).notes())
        .extracting(Note::text)
        .containsExactly(
            "seed: 1 against 3, so the runs saw different updates and repeats cannot be paired",
            "build: 0123456789ab against unknown",
            "processor: Sample CPU, 2.30 GHz against Other CPU",
            "cores: 2 against 8",
            "undertow: 2.4.4.Final against 2.4.5.Final");
  }

  @Test
  void saysWhichTrialsAreLeftOutAndWhy() throws Exception {
    var trials = new ArrayList<>(HandMadeRuns.repeats("sse", "b", 100, 101, 99, 102, 98, 100, 97));
    trials.set(0, trials.get(0).and(Validity.suspect("steal 3 %")));
    trials.set(1, HandMadeRuns.atLeast(trials.get(1), "p99"));

    var comparison =
        compare(
            HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE)),
            HandMadeRuns.run("candidate", trials));

    assertThat(comparison.notes())
        .extracting(Note::text)
        .containsExactly(
            "candidate trial sse-1, sse repeat 1, is SUSPECT: steal 3 %",
            "candidate delivery p99 in 1 of 7 repeats is only a lower bound (sse)");
  }

  @Test
  void conditionsLookAtVerdictScopeAndSize() throws Exception {
    var comparison =
        compare(
            HandMadeRuns.run(
                "base",
                HandMadeRuns.repeats("sse", "a", NOISE),
                HandMadeRuns.repeats("x@1s", "a", NOISE)),
            HandMadeRuns.run(
                "candidate",
                HandMadeRuns.repeats("sse", "b", RAISED),
                HandMadeRuns.repeats("x@1s", "b", NOISE)));

    assertThat(state(comparison, "worse")).isEqualTo(State.FAILED);
    assertThat(state(comparison, "worse>10%")).isEqualTo(State.FAILED);
    assertThat(state(comparison, "worse:staleness.p95>25%")).isEqualTo(State.PASSED);
    assertThat(state(comparison, "worse:x@1s:staleness.p95")).isEqualTo(State.PASSED);
    assertThat(state(comparison, "worse:sse:staleness.p95>19%")).isEqualTo(State.FAILED);
    assertThat(state(comparison, "worse:nobody:staleness.p95")).isEqualTo(State.NOT_JUDGED);
  }

  @Test
  void whatNeitherRunHasIsPassedOverUnlessItIsAllThatIsMeant() throws Exception {
    var base =
        HandMadeRuns.run("base", withoutP99("a", 100), HandMadeRuns.repeats("x", "a", NOISE));
    var candidate =
        HandMadeRuns.run("candidate", withoutP99("b", 101), HandMadeRuns.repeats("x", "b", NOISE));
    var comparison = compare(base, candidate);

    assertThat(state(comparison, "worse:deliveryLatency.p99")).isEqualTo(State.PASSED);
    assertThat(state(comparison, "worse:sse:deliveryLatency.p99")).isEqualTo(State.NOT_JUDGED);
  }

  private static List<TrialResult> withoutP99(String digests, double value) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            i ->
                HandMadeRuns.trial(
                    "sse", i, digests + i, new Figures(value + i, Double.NaN, 1, 1, 1, 1)))
        .toList();
  }

  @Test
  void anyRiseFromZeroIsLargerThanAnyShare() throws Exception {
    var comparison =
        compare(
            HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", 0, 0, 0, 0, 0)),
            HandMadeRuns.run("candidate", HandMadeRuns.repeats("sse", "b", 5, 5.1, 5.2, 4.9, 5)));

    assertThat(state(comparison, "worse:staleness.p95>900%")).isEqualTo(State.FAILED);
  }

  @Test
  void aRunThatBrokeOffIsNotJudged() throws Exception {
    var spec = HandMadeRuns.run("x", List.<TrialResult>of()).spec().deepCopy();
    ((ObjectNode) spec).put("repeats", 6).putArray("cells").add(1);
    var base = HandMadeRuns.run("base", HandMadeRuns.repeats("sse", "a", NOISE));
    var candidate =
        new RunResults(
            1,
            "c",
            null,
            spec,
            1,
            base.environment(),
            HandMadeRuns.repeats("sse", "b", 100, 99, 98, 101, 102));
    var comparison = compare(base, candidate);

    assertThat(comparison.notes())
        .contains(new Note(Note.About.NOT_FINISHED, "the candidate has 5 of 6 trials"));
    assertThat(state(comparison, "worse")).isEqualTo(State.NOT_JUDGED);
  }
}
