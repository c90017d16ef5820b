package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.RunNotices;
import dev.pushpull.report.Span;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What must be known of a run of operations before any figure. */
public final class OperationNotices {

  /** How the figures are to be read, for below a table. */
  public static final String LEGEND =
      "mean ± half its 99.9 % confidence interval (JMH); p50 and p99: over the merged histograms of"
          + " all forks; floor: the median of a blocking socket that writes prepared bytes, in the"
          + " same forks; server: CPU of its serving and publishing threads per operation, and its"
          + " share of the mean time; —: not measured, or INVALID.";

  private OperationNotices() {}

  /** A line if operations are missing. */
  public static List<String> completeness(OperationRun run) {
    return RunNotices.completeness(run.operations().size(), run.specs().size(), "operations");
  }

  /** Such as {@code 12 of 14 operations VALID}. */
  public static String tally(OperationRun run) {
    long valid = OperationRow.of(run).stream().filter(OperationRow::isSound).count();
    return run.operations().isEmpty()
        ? "no operation"
        : "%s of %s operations VALID".formatted(valid, run.operations().size());
  }

  /** The worst of all; SUSPECT if operations are missing. */
  public static Verdict worst(OperationRun run) {
    boolean whole = run.isComplete() && !run.operations().isEmpty();
    return RunNotices.worst(whole, OperationRow.of(run).stream().map(OperationRow::verdict));
  }

  /** A line for each reason why an operation is not VALID. */
  public static List<List<Span>> reasons(OperationRun run) {
    var lines = new ArrayList<List<Span>>();
    for (OperationRow row : OperationRow.of(run)) {
      String what = ": operation %s, %s: ".formatted(row.result().spec().id(), row.fullName());
      for (String reason : row.result().validity().lines()) {
        lines.add(
            List.of(Span.of(Span.Style.PLAIN, row.verdict()), Span.Style.PLAIN.of(what + reason)));
      }
    }
    return lines;
  }
}
