package dev.pushpull.report.page;

import dev.pushpull.report.RunNotices;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** What they are SUSPECT in: nothing where it is all, and in how many where they differ. */
  static String touched(RunResults run) {
    List<TrialResult> suspect = trials(run, Verdict.SUSPECT);
    Map<FigureGroup, Long> trials =
        suspect.stream()
            .flatMap(
                trial ->
                    Arrays.stream(FigureGroup.values())
                        .filter(group -> trial.validity().verdict(group) == Verdict.SUSPECT))
            .collect(Collectors.groupingBy(g -> g, TreeMap::new, Collectors.counting()));
    if (trials.values().stream().allMatch(count -> count == suspect.size())) {
      return trials.size() == FigureGroup.values().length
          ? ""
          : " in " + FigureGroup.words(trials.keySet());
    }
    return trials.entrySet().stream()
        .map(group -> group.getKey() + " in " + group.getValue())
        .collect(Collectors.joining(", ", " (", ")"));
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
