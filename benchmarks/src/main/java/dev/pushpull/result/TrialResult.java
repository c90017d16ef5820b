package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pushpull.spec.StrategyName;
import java.util.ArrayList;
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
 * @param story what the workload's scenario adds; left out where it adds nothing
 * @param absent the figures that could not be computed, and why; left out where there is none
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Story story,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<AbsentFigure> absent) {

  /** Of a scenario that adds nothing. */
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
        null,
        null);
  }

  /** Copies the lists. */
  public TrialResult {
    audit = List.copyOf(audit);
    absent = absent == null ? List.of() : List.copyOf(absent);
  }

  /** What its row is called in the table of its workload. */
  public String name() {
    return StrategyName.of(strategy, workload.engineName());
  }

  /** The figures that could not be computed, and why; none as a rule. */
  @Override
  public List<AbsentFigure> absent() {
    return absent == null ? List.of() : absent;
  }

  /** What clients wait for: the scenario's own delay, or delivery latency where it has none. */
  public Distribution delayMs() {
    return story == null ? deliveryLatencyMs : story.delayMs();
  }

  /** A copy with a further finding. */
  public TrialResult and(Validity finding) {
    return copy(validity.and(finding), story, absent);
  }

  /** A copy with its scenario's figures. */
  public TrialResult with(Story figures) {
    return copy(validity, figures, absent);
  }

  /** A copy whose arrivals are those of its scenario. */
  public TrialResult withArrivals(String digest) {
    return copy(digest, validity, story, absent);
  }

  /**
   * A copy without figures that are not finite, so that no one of them costs the others, and with
   * the reason for each that could not be computed.
   */
  public TrialResult withAbsences() {
    var figures = new FiniteFigures();
    TrialResult finite = figures.of(this);
    var absences = new ArrayList<>(Absences.of(finite));
    absences.addAll(figures.absent());
    return finite.copy(finite.validity, finite.story, absences);
  }

  private TrialResult copy(
      Validity verdict, @Nullable Story figures, @Nullable List<AbsentFigure> absences) {
    return copy(arrivalsDigest, verdict, figures, absences);
  }

  private TrialResult copy(
      String arrivals,
      Validity verdict,
      @Nullable Story figures,
      @Nullable List<AbsentFigure> absences) {
    return new TrialResult(
        id,
        strategy,
        repeat,
        seed,
        arrivals,
        workload,
        windowSeconds,
        windows,
        verdict,
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
        figures,
        absences);
  }
}
