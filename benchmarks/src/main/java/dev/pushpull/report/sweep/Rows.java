package dev.pushpull.report.sweep;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run's trials, by workload and strategy. */
public final class Rows {

  /**
   * Pushes by their directness, then polls by interval, the plain one first, then those whose
   * answers decide when the next one is due; unknown ones last.
   */
  private static final Comparator<Row> ORDER =
      Comparator.comparingInt(Rows::rank)
          .thenComparing(row -> row.poll().map(poll -> poll.pace().span()).orElse(Duration.ZERO))
          .thenComparing(row -> row.poll().filter(Strategy.Poll::conditional).isPresent())
          .thenComparing(Row::name);

  private static final Comparator<TrialResult> SMALL_FIRST =
      Comparator.comparingInt((TrialResult trial) -> trial.workload().payloadBytes())
          .thenComparing(trial -> trial.workload().label())
          .thenComparingInt(TrialResult::repeat);

  private Rows() {}

  private static int rank(Row row) {
    return switch (row.strategy().orElse(null)) {
      case Strategy.WebSocket _ -> row.isFloor() ? 0 : 1;
      case Strategy.ServerSentEvents _ -> 2;
      case Strategy.LongPoll _ -> 3;
      case Strategy.Poll poll -> poll.pace().isOpenLoop() ? 4 : 5;
      case null -> 6;
    };
  }

  /** The rows of each workload, small payloads first. */
  public static Map<WorkloadInfo, List<Row>> of(RunResults run) {
    Map<WorkloadInfo, List<TrialResult>> trials =
        run.trials().stream()
            .sorted(SMALL_FIRST)
            .collect(
                Collectors.groupingBy(
                    t -> t.workload().ofTable(), LinkedHashMap::new, Collectors.toList()));
    var rows = new LinkedHashMap<WorkloadInfo, List<Row>>();
    trials.forEach((workload, each) -> rows.put(workload, of(workload, each)));
    return rows;
  }

  private static List<Row> of(WorkloadInfo workload, List<TrialResult> trials) {
    return trials.stream().collect(Collectors.groupingBy(TrialResult::name)).entrySet().stream()
        .map(named -> new Row(named.getKey(), workload, named.getValue()))
        .sorted(ORDER)
        .toList();
  }
}
