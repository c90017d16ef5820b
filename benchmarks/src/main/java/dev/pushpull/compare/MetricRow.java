package dev.pushpull.compare;

import dev.pushpull.result.WorkloadInfo;
import java.util.Optional;

/**
 * One figure of one pair of strategies under one workload.
 *
 * @param workload the same in both runs
 * @param strategies whose figures
 * @param metric which figure
 * @param paired whether the repeats were compared pair by pair, each pair with the same updates
 * @param base the base run's repeats
 * @param candidate the candidate's
 * @param difference candidate less base; empty with fewer than two repeats on a side
 * @param judgement what is said of it
 */
public record MetricRow(
    WorkloadInfo workload,
    StrategyPair strategies,
    PrimaryMetric metric,
    boolean paired,
    Sample base,
    Sample candidate,
    Optional<Difference> difference,
    Judgement judgement) {

  /** One that is judged by its own p value alone. */
  public static MetricRow of(Matching.Match match, PrimaryMetric metric) {
    Evidence evidence = Evidence.of(match.base(), match.candidate(), metric);
    Optional<Difference> difference =
        evidence.supportsDifference() ? Optional.of(Difference.of(evidence)) : Optional.empty();
    return new MetricRow(
        match.workload(),
        match.strategies(),
        metric,
        evidence.paired(),
        evidence.base(),
        evidence.candidate(),
        difference,
        evidence.overlaps()
            ? Judgement.overlap()
            : evidence.supportsVerdict()
                ? Judgement.of(difference.orElseThrow(), difference.orElseThrow().pValue())
                : Judgement.none(evidence, metric));
  }

  /** The same, judged together with the others of its comparison. */
  MetricRow judged(double adjustedP) {
    return new MetricRow(
        workload,
        strategies,
        metric,
        paired,
        base,
        candidate,
        difference,
        Judgement.of(difference.orElseThrow(), adjustedP));
  }

  /** What is said of it. */
  public ComparisonVerdict verdict() {
    return judgement.verdict();
  }

  /**
   * Whether the estimated difference is more than a share of the base (0.1: by more than 10 %).
   * Where the base is 0, any rise is.
   */
  boolean risesByMoreThan(double share) {
    return difference.map(d -> relative(d) > share).orElse(false);
  }

  private double relative(Difference d) {
    return d.relative() ? d.value() : d.value() / Math.abs(base.median().orElse(0));
  }
}
