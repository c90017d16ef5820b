package dev.pushpull.console;

import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.SpecJson;
import dev.pushpull.sut.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a run's exit code says, and why. */
public final class Verdicts {

  private Verdicts() {}

  /**
   * What came of the requirements that are stored with the run.
   *
   * @throws IOException if this version cannot read or check one; the message says why
   */
  public static List<Outcome> outcomes(RunResults run) throws IOException {
    try {
      return RequirementCheck.evaluate(run, SpecJson.requirements(run.spec()));
    } catch (IllegalArgumentException e) {
      throw new IOException("the stored requirements cannot be checked: " + e.getMessage(), e);
    }
  }

  /** Each requirement with what came of it, and whether trials are INVALID; perhaps nothing. */
  static List<String> lines(RunResults run, List<Outcome> outcomes) {
    var lines = new ArrayList<String>();
    for (Outcome outcome : outcomes) {
      lines.add((outcome.met() ? "met      " : "NOT met  ") + outcome.requirement());
      outcome.failures().forEach(failure -> lines.add("         " + failure));
      outcome.doubts().forEach(doubt -> lines.add("         " + doubt));
    }
    long invalid = invalid(run);
    if (invalid > 0) {
      lines.add(invalid + " of " + run.trials().size() + " trials are INVALID");
    }
    return lines.stream().map(Printable::line).toList();
  }

  /** The exit code of a run that went to its end. */
  static int exitCode(RunResults run, List<Outcome> outcomes) {
    boolean fine = !hasInvalid(run) && outcomes.stream().allMatch(Outcome::met);
    return fine ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Whether a trial is INVALID. */
  public static boolean hasInvalid(RunResults run) {
    return invalid(run) > 0;
  }

  private static long invalid(RunResults run) {
    return run.trials().stream().filter(t -> t.validity().verdict() == Verdict.INVALID).count();
  }
}
