package dev.pushpull.report.page;

import dev.pushpull.report.Completeness;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reader must know before any figure. */
final class Warnings {

  private static final int SHOWN = 6;

  private Warnings() {}

  /** The template's variables. */
  static Map<String, Object> of(RunResults run, StoredTrials stored) {
    var warnings = new ArrayList<>(Completeness.lines(run));
    add(warnings, run, Verdict.INVALID, "INVALID and left out of every figure here.");
    add(warnings, run, Verdict.SUSPECT, "SUSPECT: drawn hollow, and no sentence rests on them.");
    warnings.addAll(stored.problems());
    List<String> first = List.copyOf(warnings.subList(0, Math.min(SHOWN, warnings.size())));
    List<String> more = List.copyOf(warnings.subList(first.size(), warnings.size()));
    return Map.of(
        "hasWarnings",
        !warnings.isEmpty(),
        "warnings",
        first,
        "hasMoreWarnings",
        !more.isEmpty(),
        "moreWarnings",
        more,
        "moreWarningsTitle",
        "and " + more.size() + " more");
  }

  private static void add(List<String> warnings, RunResults run, Verdict verdict, String what) {
    List<TrialResult> trials =
        run.trials().stream().filter(t -> t.validity().verdict() == verdict).toList();
    if (trials.isEmpty()) {
      return;
    }
    warnings.add("%s of %s trials: %s".formatted(trials.size(), run.trials().size(), what));
    for (TrialResult trial : trials) {
      warnings.add(
          "%s, repeat %s (trial %s, %s): %s"
              .formatted(
                  trial.strategy(),
                  trial.repeat(),
                  trial.id(),
                  verdict,
                  String.join("; ", trial.validity().reasons())));
    }
  }
}
