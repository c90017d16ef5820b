package dev.pushpull.compare;

import java.util.Locale;

/** What a comparison says of one figure. Less of every figure is better. */
public enum ComparisonVerdict {
  /** The candidate's is larger, beyond chance. */
  WORSE,
  /** The candidate's is smaller, beyond chance. */
  BETTER,
  /** Chance alone can explain the difference, which does not prove that there is none. */
  NO_EVIDENCE,
  /** Too few repeats to say anything. */
  NO_VERDICT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
