package dev.pushpull.compare;

import java.util.OptionalDouble;

/**
 * A verdict with what it rests on.
 *
 * @param verdict what is said
 * @param pValue of this test alone; empty without a verdict
 * @param adjustedP by Holm over all tests of the comparison, which the verdict comes from; empty
 *     without a verdict
 * @param reason why there is no verdict, such as {@code 3 of 5 repeats}; else empty
 */
public record Judgement(
    ComparisonVerdict verdict, OptionalDouble pValue, OptionalDouble adjustedP, String reason) {

  /** The chance of any false alarm over all tests of a comparison together. */
  public static final double LEVEL = 0.05;

  private static final String OVERLAP = "the ranges overlap";
  private static final String NOT_MEASURED = "not measured";
  private static final String TOO_FEW_SAMPLES = "too few samples";

  /** Of figures that are known between two ends each, which may be the same. */
  static Judgement overlap() {
    return new Judgement(
        ComparisonVerdict.NO_VERDICT, OptionalDouble.empty(), OptionalDouble.empty(), OVERLAP);
  }

  /** Whether what is known of both sides does not tell them apart. */
  boolean isOverlap() {
    return reason.equals(OVERLAP);
  }

  static Judgement none(Evidence evidence, PrimaryMetric metric) {
    String reason =
        evidence.notMeasured()
            ? metric.percentile().map(p -> TOO_FEW_SAMPLES + " for " + p).orElse(NOT_MEASURED)
            : evidence.repeats() + " of " + Evidence.MIN_REPEATS + " repeats";
    return new Judgement(
        ComparisonVerdict.NO_VERDICT, OptionalDouble.empty(), OptionalDouble.empty(), reason);
  }

  static Judgement of(Difference difference, double adjustedP) {
    ComparisonVerdict direction =
        difference.mean() > 0 ? ComparisonVerdict.WORSE : ComparisonVerdict.BETTER;
    return new Judgement(
        adjustedP >= LEVEL ? ComparisonVerdict.NO_EVIDENCE : direction,
        OptionalDouble.of(difference.pValue()),
        OptionalDouble.of(adjustedP),
        "");
  }

  /** Whether the figure is in no VALID trial of either run, so that nothing could be compared. */
  public boolean notMeasured() {
    return reason.equals(NOT_MEASURED) || reason.startsWith(TOO_FEW_SAMPLES);
  }

  /** Such as {@code worse} or {@code no verdict: 3 of 5 repeats}. */
  public String words() {
    return reason.isEmpty() ? verdict.toString() : verdict + ": " + reason;
  }
}
