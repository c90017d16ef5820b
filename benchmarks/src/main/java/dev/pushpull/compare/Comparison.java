package dev.pushpull.compare;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two runs, and how sure that is. Forks are the unit: a sample is one figure
 * of each repeat, never the requests within one.
 *
 * <p>Each row is one Student's t test of one {@link PrimaryMetric} of one pair of strategies under
 * one workload, see {@link Difference}; the verdicts come from p values adjusted over all rows
 * together, see {@link Judgement}. So in two runs of the same thing any row at all is called better
 * or worse in one comparison of twenty at most.
 *
 * @param base what the candidate is compared with
 * @param candidate what is new
 * @param rows by workload, strategies and metric; six for each pair, more for two engines, also
 *     where there is no verdict
 * @param notes what a reader must know in addition
 */
public record Comparison(
    RunResults base, RunResults candidate, List<MetricRow> rows, List<Note> notes) {

  /** Copies the lists. */
  public Comparison {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * Compares two runs.
   *
   * @param pairs strategies of different names to be compared with each other; all others are
   *     matched by name. Where each run has one engine, and the two differ, that is what is
   *     compared: workloads that differ in nothing else are one
   * @throws IllegalArgumentException if a pair names a strategy that its run does not have
   * @throws NotComparableException if there is nothing to compare, both runs are one, or one was
   *     measured and the other simulated
   */
  public static Comparison of(RunResults base, RunResults candidate, List<StrategyPair> pairs)
      throws NotComparableException {
    if (base.inVirtualTime() != candidate.inVirtualTime()) {
      throw new NotComparableException(
          ("the base '%s' was %s and the candidate '%s' was %s,"
                  + " so their difference would include what the simulation leaves out;"
                  + " use --with-simulated to compare them anyway")
              .formatted(
                  base.runId(), Notes.origin(base), candidate.runId(), Notes.origin(candidate)));
    }
    return ofAnyOrigin(base, candidate, pairs);
  }

  /**
   * The same, but a measured run may be compared with a simulated one; the notes say so.
   *
   * @throws IllegalArgumentException if a pair names a strategy that its run does not have
   * @throws NotComparableException if there is nothing to compare, or both runs are one
   */
  public static Comparison ofAnyOrigin(
      RunResults base, RunResults candidate, List<StrategyPair> pairs)
      throws NotComparableException {
    checkTrials("base", base);
    checkTrials("candidate", candidate);
    if (base.trials().equals(candidate.trials())) {
      throw new NotComparableException(
          "'%s' and '%s' are the same run: they hold the same trials"
              .formatted(base.runId(), candidate.runId()));
    }
    UnaryOperator<WorkloadInfo> key =
        EnginePair.of(base, candidate).isPresent()
            ? WorkloadInfo::withoutEngine
            : WorkloadInfo::ofTable;
    var matching = Matching.of(Cells.of(base, key), Cells.of(candidate, key), pairs);
    List<MetricRow> rows = rows(matching.matches());
    return new Comparison(base, candidate, rows, Notes.of(base, candidate, matching, rows));
  }

  /**
   * Compares the engines of one run: each with the first, in the order of {@link Engine}. Engines
   * that share no strategy and workload with the first have no comparison.
   */
  public static List<Comparison> ofEngines(RunResults run) {
    List<String> engines =
        run.trials().stream()
            .map(trial -> trial.workload().engineName())
            .distinct()
            .sorted(Comparator.comparingInt(Comparison::rank))
            .toList();
    return engines.stream()
        .skip(1)
        .flatMap(engine -> ofEngines(only(run, engines.getFirst()), only(run, engine)))
        .toList();
  }

  /** Those that this version does not know come last. */
  private static int rank(String engine) {
    return Stream.of(Engine.values())
        .filter(known -> known.toString().equals(engine))
        .findFirst()
        .map(Engine::ordinal)
        .orElse(Integer.MAX_VALUE);
  }

  private static RunResults only(RunResults run, String engine) {
    return run.with(
        run.trials().stream().filter(t -> t.workload().engineName().equals(engine)).toList());
  }

  private static Stream<Comparison> ofEngines(RunResults base, RunResults candidate) {
    Set<String> strategies =
        base.trials().stream().map(TrialResult::strategy).collect(Collectors.toSet());
    List<StrategyPair> floors =
        candidate.trials().stream()
            .filter(trial -> !trial.name().equals(trial.strategy()))
            .filter(trial -> strategies.contains(trial.strategy()))
            .map(trial -> new StrategyPair(trial.strategy(), trial.name()))
            .distinct()
            .toList();
    try {
      return Stream.of(ofAnyOrigin(base, candidate, floors));
    } catch (NotComparableException e) {
      return Stream.of();
    }
  }

  /** The engines that differ, if that is what is compared. */
  public Optional<EnginePair> engines() {
    return EnginePair.of(base, candidate);
  }

  private static void checkTrials(String side, RunResults run) throws NotComparableException {
    if (run.trials().isEmpty()) {
      throw new NotComparableException(
          "the %s '%s' has no finished trial".formatted(side, run.runId()));
    }
  }

  private static List<MetricRow> rows(List<Matching.Match> matches) {
    List<MetricRow> alone =
        matches.stream()
            .flatMap(match -> match.metrics().stream().map(metric -> MetricRow.of(match, metric)))
            .toList();
    double[] adjusted =
        Holm.adjust(
            alone.stream()
                .map(row -> row.judgement().pValue())
                .flatMapToDouble(OptionalDouble::stream)
                .toArray());
    var rows = new ArrayList<MetricRow>();
    int tested = 0;
    for (MetricRow row : alone) {
      rows.add(
          row.verdict() == ComparisonVerdict.NO_VERDICT ? row : row.judged(adjusted[tested++]));
    }
    return rows;
  }

  /** The rows again, by workload and strategies, in their order. */
  public Map<WorkloadInfo, Map<StrategyPair, List<MetricRow>>> byWorkload() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                MetricRow::workload,
                LinkedHashMap::new,
                Collectors.groupingBy(
                    MetricRow::strategies, LinkedHashMap::new, Collectors.toList())));
  }

  /** The rows of which this is said, in their order. */
  public List<MetricRow> with(ComparisonVerdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).toList();
  }

  /** How many rows were tested; p values are adjusted for so many. */
  public int tests() {
    return rows.size() - with(ComparisonVerdict.NO_VERDICT).size();
  }
}
