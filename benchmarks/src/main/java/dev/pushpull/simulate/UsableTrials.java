package dev.pushpull.simulate;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials of a run that a calibration rests on: of the workload that has most of them, and of
 * each kind the VALID ones, or the SUSPECT ones where no other is.
 *
 * @param workload what they share
 * @param trials by kind; a kind without any is left out
 * @param notes what a reader must know of the choice
 */
record UsableTrials(
    WorkloadInfo workload, Map<Kind, List<CostedTrial>> trials, List<String> notes) {

  /**
   * Chooses.
   *
   * @throws IllegalArgumentException if no trial is left
   */
  static UsableTrials of(RunResults run) {
    Map<WorkloadInfo, List<CostedTrial>> byWorkload = byWorkload(run);
    WorkloadInfo most =
        byWorkload.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow(() -> nothing(run))
            .getKey();
    var notes = new ArrayList<String>();
    if (byWorkload.size() > 1) {
      notes.add("costs are those of the workload '" + most.label() + "', which most trials had");
    }
    var chosen = new EnumMap<Kind, List<CostedTrial>>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<CostedTrial> best = best(kind, byWorkload.getOrDefault(most, List.of()), notes);
      if (!best.isEmpty()) {
        chosen.put(kind, best);
      }
    }
    return new UsableTrials(most, chosen, List.copyOf(notes));
  }

  private static IllegalArgumentException nothing(RunResults run) {
    return new IllegalArgumentException(
        "run %s does not show costs: it needs a VALID or SUSPECT trial with answers and server CPU, but"
                .formatted(run.runId())
            + " none of its "
            + run.trials().size()
            + " is one");
  }

  private static Map<WorkloadInfo, List<CostedTrial>> byWorkload(RunResults run) {
    var found = new LinkedHashMap<WorkloadInfo, List<CostedTrial>>();
    for (TrialResult trial : run.trials()) {
      Kind.of(trial.name())
          .map(kind -> CostedTrial.of(kind, trial))
          .filter(CostedTrial::tells)
          .ifPresent(
              costed ->
                  found.computeIfAbsent(trial.workload(), _ -> new ArrayList<>()).add(costed));
    }
    return found;
  }

  private static List<CostedTrial> best(Kind kind, List<CostedTrial> all, List<String> notes) {
    List<CostedTrial> ofKind = all.stream().filter(trial -> trial.kind() == kind).toList();
    List<CostedTrial> valid =
        ofKind.stream().filter(trial -> trial.verdict() == Verdict.VALID).toList();
    if (!valid.isEmpty()) {
      return valid;
    }
    if (!ofKind.isEmpty()) {
      notes.add("no trial of " + kind + " is VALID, so their cost is based on SUSPECT ones");
    }
    return ofKind;
  }

  List<CostedTrial> of(Kind kind) {
    return trials.getOrDefault(kind, List.of());
  }
}
