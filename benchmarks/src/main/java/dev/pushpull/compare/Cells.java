package dev.pushpull.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.StrategyName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A run's trials by workload (small payloads first) and strategy (as the sweep lists them), each
 * cell's by repeat.
 */
record Cells(Map<WorkloadInfo, Map<String, List<TrialResult>>> trials) {

  static Cells of(RunResults run) {
    return of(run, WorkloadInfo::ofTable);
  }

  /** By what is a workload to the reader, such as one without its engine. */
  static Cells of(RunResults run, UnaryOperator<WorkloadInfo> key) {
    var asked = new ArrayList<String>();
    for (JsonNode cell : run.spec().path("cells")) {
      asked.add(
          StrategyName.of(
              cell.path("strategy").asText(), cell.path("workload").path("engine").asText()));
    }
    return new Cells(
        run.trials().stream()
            .sorted(
                Comparator.comparingInt((TrialResult trial) -> trial.workload().payloadBytes())
                    .thenComparing(trial -> key.apply(trial.workload()).label())
                    .thenComparingInt(trial -> rank(asked, trial.name()))
                    .thenComparing(TrialResult::name)
                    .thenComparingInt(TrialResult::repeat))
            .collect(
                Collectors.groupingBy(
                    trial -> key.apply(trial.workload()),
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        TrialResult::name, LinkedHashMap::new, Collectors.toList()))));
  }

  /** Those that nobody asked for come last. */
  private static int rank(List<String> asked, String strategy) {
    int rank = asked.indexOf(strategy);
    return rank < 0 ? Integer.MAX_VALUE : rank;
  }

  Set<WorkloadInfo> workloads() {
    return trials.keySet();
  }

  /** The strategies under a workload. */
  Set<String> strategies(WorkloadInfo workload) {
    return trials.getOrDefault(workload, Map.of()).keySet();
  }

  /** The strategies under any of the workloads. */
  Set<String> strategies(Set<WorkloadInfo> of) {
    var all = new LinkedHashSet<String>();
    of.forEach(workload -> all.addAll(strategies(workload)));
    return all;
  }

  /** A cell's trials by repeat, none if the run has no such cell. */
  List<TrialResult> of(WorkloadInfo workload, String strategy) {
    return trials.getOrDefault(workload, Map.of()).getOrDefault(strategy, List.of());
  }
}
