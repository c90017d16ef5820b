package dev.pushpull.report.sweep;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run's trials, by workload and strategy. */
public final class Rows {

  /**
   * Pushes by their directness, then polls by interval, the plain one first, then those whose
   * answers decide when the next one is due; unknown ones last.
   */
  private static final Comparator<String> ORDER =
      Comparator.comparingInt(Rows::rank)
          .thenComparing(Rows::interval)
          .thenComparing(Rows::isConditional)
          .thenComparing(name -> name);

  private Rows() {}

  private static int rank(String name) {
    return switch (Row.strategy(name).orElse(null)) {
      case Strategy.WebSocket _ -> Row.isFloor(name) ? 0 : 1;
      case Strategy.ServerSentEvents _ -> 2;
      case Strategy.LongPoll _ -> 3;
      case Strategy.Poll poll -> poll.pace().isOpenLoop() ? 4 : 5;
      case null -> 6;
    };
  }

  private static Duration interval(String name) {
    return Row.strategy(name).orElse(null) instanceof Strategy.Poll poll
        ? poll.pace().span()
        : Duration.ZERO;
  }

  private static boolean isConditional(String name) {
    return Row.strategy(name).orElse(null) instanceof Strategy.Poll poll && poll.conditional();
  }

  /** The rows of each workload, small payloads first. */
  public static Map<WorkloadInfo, List<Row>> of(RunResults run) {
    var byWorkload = new LinkedHashMap<WorkloadInfo, Map<String, List<TrialResult>>>();
    for (TrialResult trial : sorted(run)) {
      byWorkload
          .computeIfAbsent(trial.workload().ofTable(), _ -> new TreeMap<>(ORDER))
          .computeIfAbsent(trial.name(), _ -> new ArrayList<>())
          .add(trial);
    }
    var rows = new LinkedHashMap<WorkloadInfo, List<Row>>();
    byWorkload.forEach(
        (workload, strategies) ->
            rows.put(
                workload,
                strategies.entrySet().stream()
                    .map(e -> new Row(e.getKey(), workload, List.copyOf(e.getValue())))
                    .toList()));
    return rows;
  }

  private static List<TrialResult> sorted(RunResults run) {
    return run.trials().stream()
        .sorted(
            Comparator.comparingInt((TrialResult trial) -> trial.workload().payloadBytes())
                .thenComparing(trial -> trial.workload().label())
                .thenComparingInt(TrialResult::repeat))
        .toList();
  }
}
