package dev.pushpull.report.page;

import dev.pushpull.report.RunNotices;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a reader must know before any figure. */
final class Warnings {

  private static final int SHOWN = 4;

  private Warnings() {}

  /** The template's variables: what matters at once, and under it why, trial by trial. */
  static Map<String, Object> of(RunResults run, StoredTrials stored) {
    var first = new ArrayList<>(RunNotices.of(run));
    count(first, run, Verdict.INVALID, "INVALID: excluded from every figure on this page.");
    List<String> invalid = reasons(run, Verdict.INVALID);
    first.addAll(invalid.subList(0, Math.min(SHOWN, invalid.size())));
    count(
        first,
        run,
        Verdict.SUSPECT,
        "SUSPECT%s: such figures are marked ?, drawn hollow and not used for any conclusion."
            .formatted(touched(run)));
    first.addAll(stored.problems());
    var more = new ArrayList<>(invalid.subList(Math.min(SHOWN, invalid.size()), invalid.size()));
    more.addAll(reasons(run, Verdict.SUSPECT));
    return Map.of("warnings", first, "moreWarnings", more);
  }

  private static void count(List<String> lines, RunResults run, Verdict verdict, String what) {
    int trials = trials(run, verdict).size();
    if (trials > 0) {
      lines.add("%s of %s trials: %s".formatted(trials, run.trials().size(), what));
    }
  }

  /** What the reasons for SUSPECT touch, where that is not all. */
  private static String touched(RunResults run) {
    Set<FigureGroup> touched =
        trials(run, Verdict.SUSPECT).stream()
            .flatMap(trial -> trial.validity().reasons().stream())
            .flatMap(reason -> reason.touches().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return touched.size() == FigureGroup.values().length ? "" : " in " + FigureGroup.words(touched);
  }

  private static List<String> reasons(RunResults run, Verdict verdict) {
    return trials(run, verdict).stream()
        .map(
            trial ->
                "%s, repeat %s (trial %s, %s): %s"
                    .formatted(
                        trial.name(), trial.repeat(), trial.id(), verdict, trial.validity().line()))
        .toList();
  }

  private static List<TrialResult> trials(RunResults run, Verdict verdict) {
    return run.trials().stream().filter(t -> t.validity().verdict() == verdict).toList();
  }
}
