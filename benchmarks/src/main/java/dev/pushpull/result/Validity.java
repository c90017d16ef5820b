package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trial's figures may be used. Each reason names the figures that it touches: a figure's
 * verdict is the worst of the reasons that touch it, and a sentence may rest on any figure that is
 * VALID itself.
 *
 * @param verdict the trial's: the worst of all reasons
 * @param reasons one for each finding, none when VALID
 * @param shares what the machine's own disturbances came to; left out where none was measured
 * @param notAuditable why counts of both sides could not be held against each other; left out where
 *     they were
 */
public record Validity(
    Verdict verdict,
    List<Reason> reasons,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shares shares,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notAuditable) {

  /** Rising badness: the ordinal is the order. */
  public enum Verdict {
    /** The figures mean what they say. */
    VALID,
    /** Something disturbed the measurement; the figures may mislead. */
    SUSPECT,
    /** The figures must not be used. */
    INVALID
  }

  /**
   * One finding.
   *
   * @param verdict SUSPECT or INVALID
   * @param touches the figures that it spoils, at least one
   * @param text one line
   */
  public record Reason(Verdict verdict, Set<FigureGroup> touches, String text) {

    /** Copies the set. The text may hold what a server or a process said, which may be anything. */
    public Reason {
      if (verdict == Verdict.VALID || touches.isEmpty()) {
        throw new IllegalArgumentException("a reason must spoil something: " + text);
      }
      touches = Collections.unmodifiableSet(EnumSet.copyOf(touches));
      text = Printable.brief(text);
    }

    /** The text, with what it touches unless that is all. */
    @Override
    public String toString() {
      return touches.equals(FigureGroup.ALL)
          ? text
          : text + " (touches " + FigureGroup.words(touches) + ")";
    }
  }

  /**
   * What disturbs every measurement, over a trial's windows; null where it cannot be known.
   *
   * @param clientRunQueue how long the clients' threads waited for a processor, of one core
   * @param serverRunQueue the same of the server's threads
   * @param jit how long the server's compilers ran, of one core
   * @param steal of the host's processor time, what went to other guests
   * @param eventLoop how much of a window the busiest event loop of the clients had something to
   *     do: it ran, or waited for a processor; null, too, where clients have threads of their own
   */
  public record Shares(
      @Nullable Double clientRunQueue,
      @Nullable Double serverRunQueue,
      @Nullable Double jit,
      @Nullable Double steal,
      @Nullable Double eventLoop) {

    /** None is known. */
    public static final Shares UNKNOWN = new Shares(null, null, null, null, null);
  }

  /** Nothing was found. */
  public static final Validity VALID = new Validity(List.of(), null, null);

  /**
   * Copies the reasons.
   *
   * @throws IllegalArgumentException if the verdict is not the worst of them
   */
  public Validity {
    reasons = List.copyOf(reasons);
    Verdict worst = worst(reasons.stream());
    if (verdict != worst) {
      throw new IllegalArgumentException(
          "the verdict must be the worst of the reasons, %s, but is %s".formatted(worst, verdict));
    }
  }

  private Validity(List<Reason> reasons, @Nullable Shares shares, @Nullable String notAuditable) {
    this(worst(reasons.stream()), reasons, shares, notAuditable);
  }

  private static Verdict worst(Stream<Reason> reasons) {
    return reasons.map(Reason::verdict).max(Comparator.naturalOrder()).orElse(Verdict.VALID);
  }

  /** All reasons, the worse verdict. */
  public Validity and(Validity other) {
    var all = new ArrayList<>(reasons);
    all.addAll(other.reasons);
    return new Validity(
        all,
        shares == null ? other.shares : shares,
        notAuditable == null ? other.notAuditable : notAuditable);
  }

  /** The verdict of the figures of a group, or of several together. */
  public Verdict verdict(FigureGroup... groups) {
    return worst(
        reasons.stream().filter(r -> Arrays.stream(groups).anyMatch(r.touches()::contains)));
  }

  /** Why the figures of a group are not VALID; nothing if they are. */
  public List<String> why(FigureGroup group) {
    return reasons.stream().filter(r -> r.touches().contains(group)).map(Reason::text).toList();
  }

  /** The reasons as lines, each with what it touches. */
  public List<String> lines() {
    return reasons.stream().map(Reason::toString).toList();
  }

  /** The same on one line. */
  public String line() {
    return reasons.stream().map(Reason::toString).collect(Collectors.joining("; "));
  }

  /** Doubtful in all figures, for this reason. */
  public static Validity suspect(String reason) {
    return suspect(reason, FigureGroup.ALL);
  }

  /** Doubtful in some figures, for this reason. */
  public static Validity suspect(String reason, Set<FigureGroup> touches) {
    return new Validity(List.of(new Reason(Verdict.SUSPECT, touches, reason)), null, null);
  }

  /** Unusable, for this reason. */
  public static Validity invalid(String reason) {
    var all = new Reason(Verdict.INVALID, FigureGroup.ALL, reason);
    return new Validity(List.of(all), null, null);
  }

  /** VALID so far, with what the machine's disturbances came to. */
  public static Validity of(Shares shares) {
    return new Validity(List.of(), shares, null);
  }

  /** VALID so far, though nothing could be audited, for this reason. */
  public static Validity notAuditable(String reason) {
    return new Validity(List.of(), null, Printable.brief(reason));
  }
}
