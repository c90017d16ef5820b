package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pushpull.spec.StrategyName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one fork found, merged over its windows. One JSON object of {@code results.json}.
 *
 * @param measured what it was about
 * @param audit the equations that were checked
 * @param serverLog the server's last lines, when it died
 * @param story what the workload's scenario adds; left out where it adds nothing
 * @param target what is known of a server that is not ours; left out for one that is
 * @param absent the figures that could not be computed, and why; left out where there is none
 */
public record TrialResult(
    @JsonUnwrapped TrialFacts measured,
    Validity validity,
    Counts counts,
    @JsonUnwrapped Times times,
    Overhead overhead,
    Model model,
    List<AuditCheck> audit,
    ServerInfo server,
    ClockInfo clock,
    @Nullable String serverLog,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ScenarioFigures story,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TargetFigures target,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<AbsentFigure> absent) {

  /** Copies the lists. */
  public TrialResult {
    audit = List.copyOf(audit);
    absent = absent == null ? List.of() : List.copyOf(absent);
  }

  /** Its folder below {@code trials/}. */
  public String id() {
    return measured.id();
  }

  /** Such as {@code poll@500ms}. */
  public String strategy() {
    return measured.strategy();
  }

  /** Which repeat of (strategy, workload), from 1. */
  public int repeat() {
    return measured.repeat();
  }

  /** What was listened to. */
  public WorkloadInfo workload() {
    return measured.workload();
  }

  /** The run's seed. */
  public long seed() {
    return measured.seed();
  }

  /** See {@link TrialFacts#arrivalsDigest}. */
  public String arrivalsDigest() {
    return measured.arrivalsDigest();
  }

  /** The windows' lengths added. */
  public double windowSeconds() {
    return measured.windowSeconds();
  }

  /** How many windows. */
  public int windows() {
    return measured.windows();
  }

  /** From publishing until a subscriber held the update or a newer one. */
  public Distribution deliveryLatencyMs() {
    return times.deliveryLatencyMs();
  }

  /** How long the copy has been wrong. */
  public Staleness stalenessMs() {
    return times.stalenessMs();
  }

  /** What its row is called in the table of its workload. */
  public String name() {
    return StrategyName.of(strategy(), workload().engineName());
  }

  /** The figures that could not be computed, and why; none as a rule. */
  @Override
  public List<AbsentFigure> absent() {
    return absent == null ? List.of() : absent;
  }

  /** Whether its updates came as its workload says; else nobody knows how they come. */
  public boolean hasItsArrivals() {
    return target == null || target.publishes();
  }

  /** Whether its updates are only numbered, so that nothing tells how late anything was. */
  public boolean countedOnly() {
    return target != null && target.counted() != null;
  }

  /** What clients wait for: the scenario's own delay, or delivery latency where it has none. */
  public Distribution delayMs() {
    return story == null ? times.deliveryLatencyMs() : story.delayMs();
  }

  /** A copy with a further finding. */
  public TrialResult and(Validity finding) {
    return copy(validity.and(finding), absent());
  }

  /**
   * A copy without figures that are not finite, so that no one of them costs the others, and with
   * the reason for each that could not be computed.
   */
  public TrialResult withAbsences() {
    var infinite = new ArrayList<AbsentFigure>();
    TrialResult finite = ResultJson.finite(this, infinite);
    var absences = new ArrayList<>(Absences.of(finite));
    absences.addAll(infinite);
    return finite.copy(validity, absences);
  }

  private TrialResult copy(Validity verdict, List<AbsentFigure> absences) {
    return new TrialResult(
        measured, verdict, counts, times, overhead, model, audit, server, clock, serverLog, story,
        target, absences);
  }
}
