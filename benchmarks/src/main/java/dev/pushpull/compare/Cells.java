package dev.pushpull.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.StrategyName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A run's trials by workload (small payloads first) and strategy (as the sweep lists them), each
 * cell's by repeat.
 */
record Cells(Map<WorkloadInfo, Map<String, List<TrialResult>>> trials) {

  private static final Comparator<WorkloadInfo> BY_PAYLOAD =
      Comparator.comparingInt(WorkloadInfo::payloadBytes).thenComparing(WorkloadInfo::label);

  static Cells of(RunResults run) {
    Set<String> asked = askedStrategies(run);
    var found = new HashMap<WorkloadInfo, Map<String, List<TrialResult>>>();
    for (TrialResult trial : run.trials()) {
      found
          .computeIfAbsent(trial.workload().ofTable(), _ -> new TreeMap<>())
          .computeIfAbsent(trial.name(), _ -> new ArrayList<>())
          .add(trial);
    }
    var trials = new LinkedHashMap<WorkloadInfo, Map<String, List<TrialResult>>>();
    found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(BY_PAYLOAD))
        .forEach(cell -> trials.put(cell.getKey(), ordered(cell.getValue(), asked)));
    return new Cells(trials);
  }

  private static Set<String> askedStrategies(RunResults run) {
    var asked = new LinkedHashSet<String>();
    for (JsonNode cell : run.spec().path("cells")) {
      asked.add(
          StrategyName.of(
              cell.path("strategy").asText(), cell.path("workload").path("engine").asText()));
    }
    return asked;
  }

  private static Map<String, List<TrialResult>> ordered(
      Map<String, List<TrialResult>> cells, Set<String> asked) {
    var names = new LinkedHashSet<>(asked);
    names.retainAll(cells.keySet());
    names.addAll(cells.keySet());
    var ordered = new LinkedHashMap<String, List<TrialResult>>();
    for (String name : names) {
      ordered.put(
          name,
          cells.getOrDefault(name, List.of()).stream()
              .sorted(Comparator.comparingInt(TrialResult::repeat))
              .toList());
    }
    return ordered;
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
