package dev.pushpull.compare;

/** What a comparison says of one figure. Less of every figure is better. */
public enum ComparisonVerdict {
  /** The candidate's is larger, beyond chance. */
  WORSE("worse"),
  /** The candidate's is smaller, beyond chance. */
  BETTER("better"),
  /** Chance alone can explain the difference, which does not prove that there is none. */
  NO_EVIDENCE("no evidence"),
  /** Too few repeats to say anything. */
  NO_VERDICT("no verdict");

  private final String words;

  ComparisonVerdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
