package dev.pushpull.tune.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pushpull.metric.Metrics;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Spending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted of the verifying run against what it measured.
 *
 * @param rows each objective and cost of each strategy
 * @param outcome of the recommendation
 * @param reasons why trials are not VALID, a line each
 */
public record Proof(List<Row> rows, Outcome outcome, List<String> reasons) {

  /** The name of the file that it is stored in. */
  public static final String FILE = "verification.json";

  /** What came of something that was predicted, the worse below the better. */
  public enum Outcome {
    /** The objective is met. */
    MET("met"),
    /** Something disturbed the figure, so that it tells neither. */
    SUSPECT("SUSPECT: cannot be judged"),
    /** The run had too few samples for the figure. */
    TOO_FEW("too few samples: cannot be judged"),
    /** It is not, or the trial is INVALID. */
    NOT_MET("NOT met");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * One figure of one strategy.
   *
   * @param objective as it was written; null for a cost
   * @param predicted the median of the simulated runs of that size; null if none was simulated
   * @param bound their second worst; null where there is none
   * @param measured null where there is no such figure
   * @param atMost the other end of what was measured of a server that is not ours; null where there
   *     is none
   * @param outcome null for a cost, of which nothing is required
   */
  public record Row(
      String strategy,
      String metric,
      @Nullable String objective,
      @Nullable Double predicted,
      @Nullable Double bound,
      @Nullable Double measured,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double atMost,
      @Nullable Outcome outcome) {}

  /** Copies the lists. */
  public Proof {
    rows = List.copyOf(rows);
    reasons = List.copyOf(reasons);
  }

  /** Holds a run of {@link Verification#sweep} against the recommendation. */
  public static Proof of(Recommendation recommendation, RunResults run) {
    List<Objective> objectives =
        recommendation.question().objectives().stream().map(Objective::parse).toList();
    var rows = new ArrayList<Row>();
    // The recommendation first, then as the sweep has them.
    run.trials().stream()
        .sorted(Comparator.comparing(t -> !t.strategy().equals(recommendation.recommended())))
        .forEach(
            trial -> {
              Optional<Bound> bound =
                  Optional.ofNullable(recommendation.candidate(trial.strategy()).bound());
              objectives.forEach(o -> rows.add(row(trial, o.metric(), Optional.of(o), bound)));
              Spending.FIGURES.forEach(
                  metric -> rows.add(row(trial, metric, Optional.empty(), bound)));
            });
    return new Proof(rows, outcome(recommendation, rows), reasons(run));
  }

  private static Row row(
      TrialResult trial, String metric, Optional<Objective> objective, Optional<Bound> bound) {
    return new Row(
        trial.strategy(),
        metric,
        objective.map(Objective::toString).orElse(null),
        bound.map(b -> b.typical().get(metric)).orElse(null),
        bound.flatMap(b -> objective.flatMap(b::figure)).orElse(null),
        Metrics.figure(trial, metric).orElse(null),
        atMost(trial, metric).orElse(null),
        objective.map(o -> outcome(trial, o)).orElse(null));
  }

  private static Outcome outcome(TrialResult trial, Objective objective) {
    String metric = objective.metric();
    Verdict verdict = trial.validity().verdict(FigureGroup.of(metric));
    if (verdict != Verdict.VALID) {
      return verdict == Verdict.INVALID ? Outcome.NOT_MET : Outcome.SUSPECT;
    }
    Optional<Double> measured = Metrics.figure(trial, metric);
    if (measured.isEmpty() && objective.share().isPresent()) {
      return Outcome.TOO_FEW;
    }
    if (restsOnTruth(trial, objective)) {
      Optional<Double> most = atMost(trial, metric);
      return most.isEmpty()
          ? Outcome.SUSPECT
          : measured.filter(objective::holds).isPresent() && objective.holds(most.get())
              ? Outcome.MET
              : Outcome.NOT_MET;
    }
    boolean unsure = Metrics.lowerBounds(trial).contains(metric) && !objective.wantsMore();
    return measured.filter(objective::holds).isPresent() && !unsure ? Outcome.MET : Outcome.NOT_MET;
  }

  /** Of a server that is not ours only both ends of such a figure are known. */
  private static boolean restsOnTruth(TrialResult trial, Objective objective) {
    return trial.target() != null && !objective.isCost();
  }

  /** The other end of a figure that is a lower bound; empty where it is not known. */
  private static Optional<Double> atMost(TrialResult trial, String metric) {
    TargetFigures target = trial.target();
    JsonNode most =
        target == null || target.atMost() == null
            ? MissingNode.getInstance()
            : ResultJson.node(target.atMost()).at("/" + metric.replace('.', '/'));
    return most.isNumber() ? Optional.of(most.doubleValue()) : Optional.empty();
  }

  /** The worst of the recommendation's own objectives; not met where its trial is missing. */
  private static Outcome outcome(Recommendation recommendation, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.strategy().equals(recommendation.recommended()))
        .flatMap(row -> Stream.ofNullable(row.outcome()))
        .max(Comparator.naturalOrder())
        .orElse(Outcome.NOT_MET);
  }

  private static List<String> reasons(RunResults run) {
    Stream<String> unbounded =
        run.trials().stream()
            .filter(trial -> trial.target() != null)
            .map(Proof::ends)
            .flatMap(Optional::stream);
    Stream<String> verdicts = verdicts(run);
    return Stream.concat(verdicts, unbounded).toList();
  }

  private static Optional<String> ends(TrialResult trial) {
    TargetFigures target = trial.target();
    return target != null && atMost(trial, "deliveryLatencyMs.mean").isEmpty()
        ? Optional.of(
            "%s: how long before its sight an update was published is not known by truth %s, so that its figures are lower bounds"
                .formatted(trial.strategy(), target.truth()))
        : Optional.empty();
  }

  private static Stream<String> verdicts(RunResults run) {
    return run.trials().stream()
        .filter(trial -> trial.validity().verdict() != Verdict.VALID)
        .map(
            trial ->
                "%s: %s: %s"
                    .formatted(
                        trial.validity().verdict(), trial.strategy(), trial.validity().line()));
  }
}
