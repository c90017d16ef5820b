package dev.pushpull.compare;

import java.util.Optional;
import java.util.OptionalDouble;

/** A row before all are judged together. */
record PendingRow(
    Matching.Match match,
    PrimaryMetric metric,
    Evidence evidence,
    Optional<Difference> difference,
    OptionalDouble pValue) {

  static PendingRow of(Matching.Match match, PrimaryMetric metric) {
    Evidence evidence = Evidence.of(match.base(), match.candidate(), metric);
    Optional<Difference> difference =
        evidence.supportsDifference() ? Optional.of(Difference.of(evidence)) : Optional.empty();
    OptionalDouble pValue =
        evidence.supportsVerdict()
            ? OptionalDouble.of(difference.orElseThrow().pValue())
            : OptionalDouble.empty();
    return new PendingRow(match, metric, evidence, difference, pValue);
  }

  /** The row of one that was tested. */
  Row judged(double adjustedP) {
    return row(Judgement.of(difference.orElseThrow(), pValue.orElseThrow(), adjustedP));
  }

  /** The row of one that too few repeats stand behind. */
  Row unjudged() {
    return row(Judgement.none(evidence, metric));
  }

  private Row row(Judgement judgement) {
    return new Row(
        match.workload(),
        match.strategies(),
        metric,
        evidence.paired(),
        evidence.base(),
        evidence.candidate(),
        difference,
        judgement);
  }
}
