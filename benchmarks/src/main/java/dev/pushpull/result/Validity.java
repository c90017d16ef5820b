package dev.pushpull.result;

import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a trial's figures may be used.
 *
 * @param verdict the worst of what was found
 * @param reasons one line each, empty when VALID
 */
public record Validity(Verdict verdict, List<String> reasons) {

  /** Rising badness: the ordinal is the order. */
  public enum Verdict {
    /** The figures mean what they say. */
    VALID,
    /** Something disturbed the measurement; the figures may mislead. */
    SUSPECT,
    /** The figures must not be used. */
    INVALID
  }

  /** Nothing was found. */
  public static final Validity VALID = new Validity(Verdict.VALID, List.of());

  /** Copies the reasons. They may hold what a server or a process said, which may be anything. */
  public Validity {
    reasons = reasons.stream().map(Printable::brief).toList();
  }

  /** Both reasons, the worse verdict. */
  public Validity and(Validity other) {
    var all = new ArrayList<>(reasons);
    all.addAll(other.reasons);
    var worse = verdict.compareTo(other.verdict) >= 0 ? verdict : other.verdict;
    return new Validity(worse, all);
  }

  /** Doubtful, for this reason. */
  public static Validity suspect(String reason) {
    return new Validity(Verdict.SUSPECT, List.of(reason));
  }

  /** Unusable, for this reason. */
  public static Validity invalid(String reason) {
    return new Validity(Verdict.INVALID, List.of(reason));
  }
}
