package dev.pushpull.simulate.calibrate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.StrategyName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The trials of a run that a calibration rests on: of the workload that has most of them, and of
 * each kind the VALID ones, or the SUSPECT ones where no other is.
 *
 * @param workload what they share
 * @param trials by kind; a kind without any is left out
 * @param notes what a reader must know of the choice
 */
record UsableTrials(
    WorkloadInfo workload, Map<StrategyKind, List<CostedTrial>> trials, List<String> notes) {

  /**
   * Chooses.
   *
   * @throws IllegalArgumentException if no trial is left
   */
  static UsableTrials of(RunResults run) {
    Map<WorkloadInfo, List<CostedTrial>> byWorkload =
        run.trials().stream()
            .flatMap(UsableTrials::costed)
            .filter(CostedTrial::tells)
            .collect(groupingBy(one -> one.trial().workload(), LinkedHashMap::new, toList()));
    Map.Entry<WorkloadInfo, List<CostedTrial>> most =
        byWorkload.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        ("run %s does not show costs: it needs a VALID or SUSPECT trial with"
                                + " answers and server CPU, but none of its %s is one")
                            .formatted(run.runId(), run.trials().size())));
    var notes = new ArrayList<String>();
    if (byWorkload.size() > 1) {
      notes.add(
          "costs are those of the workload '%s', which most trials had"
              .formatted(most.getKey().label()));
    }
    Map<StrategyKind, List<CostedTrial>> chosen =
        most.getValue().stream()
            .collect(
                groupingBy(CostedTrial::kind, () -> new EnumMap<>(StrategyKind.class), toList()));
    chosen.replaceAll((kind, trials) -> best(kind, trials, notes));
    return new UsableTrials(most.getKey(), chosen, List.copyOf(notes));
  }

  private static Stream<CostedTrial> costed(TrialResult trial) {
    return ServiceTimes.kind(StrategyName.parse(trial.name())).stream()
        .map(kind -> new CostedTrial(kind, trial));
  }

  private static List<CostedTrial> best(
      StrategyKind kind, List<CostedTrial> all, List<String> notes) {
    List<CostedTrial> valid =
        all.stream().filter(trial -> trial.verdict() == Verdict.VALID).toList();
    if (valid.isEmpty()) {
      notes.add(
          "no trial of " + kind.plural() + " is VALID, so their cost is based on SUSPECT ones");
    }
    return valid.isEmpty() ? all : valid;
  }

  List<CostedTrial> of(StrategyKind kind) {
    return trials.getOrDefault(kind, List.of());
  }
}
