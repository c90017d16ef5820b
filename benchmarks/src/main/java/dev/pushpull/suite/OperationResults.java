package dev.pushpull.suite;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.suite.Benchmarks.Known;
import dev.pushpull.verdict.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Makes an operation's result of what its forks left. */
final class OperationResults {

  private static final String SCORE = "score";

  /** What JMH's gc profiler calls a benchmark's allocation, its iterations' set-up included. */
  private static final String GC_ALLOCATION = "gc.alloc.rate.norm";

  private OperationResults() {}

  /**
   * The result, INVALID if a fork failed.
   *
   * @param known the benchmark, which says mode and unit where every fork failed
   * @param forks all of them, in the order in which they ran
   */
  static OperationResult of(OperationSpec spec, Known known, List<StoredForks.Outcome> forks) {
    List<StoredForks.Outcome> measured =
        forks.stream().filter(fork -> fork.jmh().isPresent()).toList();
    List<RunResult> jmh = measured.stream().flatMap(fork -> fork.jmh().stream()).toList();
    List<OperationFigure> figures = measured.isEmpty() ? List.of() : figures(spec, measured, jmh);
    var judge =
        new Judge()
            .operation(spec, forks.stream().map(StoredForks.Outcome::record).toList(), figures);
    return new OperationResult(spec, known.mode(), score(known, jmh), figures, judge.verdict());
  }

  private static OperationFigure score(Known known, List<RunResult> forks) {
    if (forks.isEmpty()) {
      return new OperationFigure(SCORE, 0, null, known.unit(), List.of());
    }
    List<Double> perFork = forks.stream().map(fork -> fork.getPrimaryResult().getScore()).toList();
    return figure(SCORE, JmhResults.merge(forks).getPrimaryResult(), perFork);
  }

  /** A percentile of the histograms takes the place of the mean of each iteration's own. */
  private static List<OperationFigure> figures(
      OperationSpec spec, List<StoredForks.Outcome> measured, List<RunResult> jmh) {
    List<OperationFigure> percentiles =
        ForkPercentiles.of(
            measured.stream().map(StoredForks.Outcome::histograms).toList(), spec.receivers());
    var names = percentiles.stream().map(OperationFigure::name).collect(Collectors.toSet());
    var all = new ArrayList<>(percentiles);
    secondary(jmh).stream().filter(figure -> !names.contains(figure.name())).forEach(all::add);
    return all;
  }

  /** An operation's own count of its allocation takes the place of JMH's. */
  @SuppressWarnings("rawtypes") // JMH's own signature
  private static List<OperationFigure> secondary(List<RunResult> forks) {
    Map<String, Result> merged = JmhResults.merge(forks).getSecondaryResults();
    boolean own = merged.containsKey(FigureNames.ALLOCATION);
    var figures = new ArrayList<OperationFigure>();
    merged.forEach(
        (label, result) -> {
          String name = label.replaceFirst("^·", "");
          boolean jmhs = name.equals(GC_ALLOCATION);
          List<Double> perFork =
              forks.stream()
                  .map(fork -> fork.getSecondaryResults().get(label))
                  .filter(Objects::nonNull)
                  .map(Result::getScore)
                  .toList();
          boolean finite =
              Double.isFinite(result.getScore()) && perFork.stream().allMatch(Double::isFinite);
          if (finite && !(own && jmhs)) {
            figures.add(figure(jmhs ? FigureNames.ALLOCATION : name, result, perFork));
          }
        });
    return figures;
  }

  private static OperationFigure figure(String name, Result<?> result, List<Double> perFork) {
    double error = result.getScoreError();
    return new OperationFigure(
        name,
        result.getScore(),
        Double.isFinite(error) ? error : null,
        result.getScoreUnit(),
        perFork);
  }
}
