package dev.pushpull.cli;

import dev.pushpull.result.RequirementCheck;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Requirement;
import java.io.PrintWriter;
import java.util.List;

/** What a run's exit code says, and why. */
final class Verdicts {

  private Verdicts() {}

  /** Prints each requirement with what came of it, and whether trials are INVALID. */
  static int print(RunResults run, List<Requirement> requirements, PrintWriter out) {
    boolean fine = true;
    for (var outcome : RequirementCheck.evaluate(run, requirements)) {
      out.println((outcome.met() ? "met      " : "NOT met  ") + outcome.requirement());
      outcome.failures().forEach(failure -> out.println("         " + failure));
      fine &= outcome.met();
    }
    long invalid =
        run.trials().stream().filter(t -> t.validity().verdict() == Verdict.INVALID).count();
    if (invalid > 0) {
      out.println(invalid + " of " + run.trials().size() + " trials are INVALID");
    }
    return fine && invalid == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
