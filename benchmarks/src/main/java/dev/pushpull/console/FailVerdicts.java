package dev.pushpull.console;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.FailCheck;
import dev.pushpull.compare.FailCheck.State;
import dev.pushpull.compare.FailCondition;
import dev.pushpull.report.comparison.ComparisonReport;
import dev.pushpull.sut.text.Printable;
import java.io.PrintWriter;
import java.util.List;

/** What a comparison's exit code says, and why. */
public final class FailVerdicts {

  private static final String INDENT = " ".repeat(12);

  private FailVerdicts() {}

  /** Prints each condition with what came of it; only what passed lets the command succeed. */
  public static int print(Comparison comparison, List<FailCondition> conditions, PrintWriter out) {
    boolean fine = true;
    for (var outcome : FailCheck.evaluate(comparison, conditions)) {
      out.println(word(outcome.state()) + Printable.line(outcome.condition().toString()));
      outcome.failures().forEach(row -> out.println(INDENT + ComparisonReport.line(row)));
      outcome
          .obstacles()
          .forEach(why -> out.println(INDENT + "cannot be judged: " + Printable.line(why)));
      fine &= outcome.state() == State.PASSED;
    }
    return fine ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String word(State state) {
    return switch (state) {
      case PASSED -> "passed      ";
      case FAILED -> "FAILED      ";
      case NOT_JUDGED -> "NOT JUDGED  ";
    };
  }
}
