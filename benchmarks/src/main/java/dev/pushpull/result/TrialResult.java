package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one fork found, merged over its windows. One JSON object of {@code results.json}.
 *
 * @param id the trial's folder below {@code trials/}
 * @param strategy such as {@code poll@500ms}
 * @param repeat which repeat of (strategy, workload), from 1
 * @param seed the run's seed
 * @param arrivalsDigest CRC-32 in hex over the arrivals that were due in the windows, relative to
 *     the feeds' start: equal for all strategies of a repeat
 * @param windowSeconds the windows' lengths added
 * @param windows how many
 * @param audit the equations that were checked
 * @param serverLog the server's last lines, when it died
 * @param story what the workload's scenario has beside; absent where it has nothing
 */
public record TrialResult(
    String id,
    String strategy,
    int repeat,
    long seed,
    String arrivalsDigest,
    WorkloadInfo workload,
    double windowSeconds,
    int windows,
    Validity validity,
    Counts counts,
    Distribution deliveryLatencyMs,
    Distribution deliveryLatencyCorrectedMs,
    Staleness stalenessMs,
    Age ageMs,
    RequestLatency requestLatencyMs,
    Distribution scheduleLagMs,
    Distribution publisherLagMs,
    Overhead overhead,
    Model model,
    List<AuditCheck> audit,
    ServerInfo server,
    ClockInfo clock,
    @Nullable String serverLog,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Story story) {

  /** Of a scenario that has nothing beside. */
  public TrialResult(
      String id,
      String strategy,
      int repeat,
      long seed,
      String arrivalsDigest,
      WorkloadInfo workload,
      double windowSeconds,
      int windows,
      Validity validity,
      Counts counts,
      Distribution deliveryLatencyMs,
      Distribution deliveryLatencyCorrectedMs,
      Staleness stalenessMs,
      Age ageMs,
      RequestLatency requestLatencyMs,
      Distribution scheduleLagMs,
      Distribution publisherLagMs,
      Overhead overhead,
      Model model,
      List<AuditCheck> audit,
      ServerInfo server,
      ClockInfo clock,
      @Nullable String serverLog) {
    this(
        id,
        strategy,
        repeat,
        seed,
        arrivalsDigest,
        workload,
        windowSeconds,
        windows,
        validity,
        counts,
        deliveryLatencyMs,
        deliveryLatencyCorrectedMs,
        stalenessMs,
        ageMs,
        requestLatencyMs,
        scheduleLagMs,
        publisherLagMs,
        overhead,
        model,
        audit,
        server,
        clock,
        serverLog,
        null);
  }

  /** Copies the lists. */
  public TrialResult {
    audit = List.copyOf(audit);
  }

  /** A copy with a further finding. */
  public TrialResult and(Validity finding) {
    return new TrialResult(
        id,
        strategy,
        repeat,
        seed,
        arrivalsDigest,
        workload,
        windowSeconds,
        windows,
        validity.and(finding),
        counts,
        deliveryLatencyMs,
        deliveryLatencyCorrectedMs,
        stalenessMs,
        ageMs,
        requestLatencyMs,
        scheduleLagMs,
        publisherLagMs,
        overhead,
        model,
        audit,
        server,
        clock,
        serverLog,
        story);
  }

  /** A copy with its scenario's figures. */
  public TrialResult with(Story figures) {
    return new TrialResult(
        id,
        strategy,
        repeat,
        seed,
        arrivalsDigest,
        workload,
        windowSeconds,
        windows,
        validity,
        counts,
        deliveryLatencyMs,
        deliveryLatencyCorrectedMs,
        stalenessMs,
        ageMs,
        requestLatencyMs,
        scheduleLagMs,
        publisherLagMs,
        overhead,
        model,
        audit,
        server,
        clock,
        serverLog,
        figures);
  }
}
