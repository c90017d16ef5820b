package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays the verifying run through in virtual time, again and again with other seeds, to see what it
 * may show by chance. Used by one thread.
 */
final class Rehearsal {

  /** The verifying run is repeat 1, and must not be rehearsed with its own numbers. */
  private static final int FIRST_REPEAT = 2;

  /** Enough to see that a strategy fails nearly always. */
  private static final int LOOK = 6;

  private final VerifyingRun run;
  private final Virtual virtual;
  private final List<Objective> objectives;
  private final List<Objective> judged;
  private final Map<Strategy, Bound> bounds = new HashMap<>();
  private final Set<Strategy> failed = new HashSet<>();
  private int played;

  Rehearsal(VerifyingRun run, Virtual virtual, List<Objective> objectives) {
    this.run = run;
    this.virtual = virtual;
    this.objectives = objectives;
    this.judged = objectives.stream().filter(objective -> !objective.isCost()).toList();
  }

  /** What the rehearsed runs must meet. */
  List<Objective> objectives() {
    return objectives;
  }

  /** How many trials were played through. */
  int played() {
    return played;
  }

  /** The bound of a strategy, if it is known in full. */
  Optional<Bound> known(Strategy strategy) {
    return Optional.ofNullable(bounds.get(strategy));
  }

  /**
   * Whether 95 % of such runs meet every objective but those about costs; a clear failure is seen
   * early, and only once.
   */
  boolean holds(Choice choice) {
    Bound known = bounds.get(choice.strategy());
    return known == null
        ? judged.isEmpty() || (!failed.contains(choice.strategy()) && seen(choice))
        : known.holds();
  }

  private boolean seen(Choice choice) {
    var first = play(choice.strategy(), 0, LOOK);
    if (missed(first) > Bound.ALLOWED) {
      failed.add(choice.strategy());
      return false;
    }
    first.addAll(play(choice.strategy(), LOOK, Bound.REPLICAS));
    return remember(choice, first).holds();
  }

  /** The bound of a choice, in full. */
  Bound bound(Choice choice) {
    Bound known = bounds.get(choice.strategy());
    return known == null ? remember(choice, play(choice.strategy(), 0, Bound.REPLICAS)) : known;
  }

  private Bound remember(Choice choice, List<Map<String, OptionalDouble>> replicas) {
    var figures = new LinkedHashMap<String, Double>();
    for (Objective objective : judged) {
      secondWorst(objective, replicas)
          .ifPresent(worst -> figures.put(objective.toString(), bound(choice, objective, worst)));
    }
    var bound = new Bound(replicas.size(), missed(replicas), typical(replicas), figures);
    bounds.put(choice.strategy(), bound);
    return bound;
  }

  /** A run may be too short to show what is rare, such as a trace's long gaps. */
  private static double bound(Choice choice, Objective objective, double worst) {
    return objective.worse(worst, choice.prediction().figure(objective.metric()).orElse(worst));
  }

  private Map<String, Double> typical(List<Map<String, OptionalDouble>> replicas) {
    var typical = new LinkedHashMap<String, Double>();
    Stream.concat(objectives.stream().map(Objective::metric), Spending.FIGURES.stream())
        .distinct()
        .forEach(
            metric -> median(metric, replicas).ifPresent(figure -> typical.put(metric, figure)));
    return typical;
  }

  private static OptionalDouble median(String metric, List<Map<String, OptionalDouble>> replicas) {
    double[] sorted =
        replicas.stream()
            .map(figures -> figures.getOrDefault(metric, OptionalDouble.empty()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length / 2]);
  }

  private List<Map<String, OptionalDouble>> play(Strategy strategy, int from, int to) {
    played += to - from;
    return new ArrayList<>(
        IntStream.range(from, to)
            .parallel()
            .mapToObj(
                i -> virtual.figures(strategy, run.workload(), run.timing(), FIRST_REPEAT + i))
            .toList());
  }

  private int missed(List<Map<String, OptionalDouble>> replicas) {
    return (int)
        replicas.stream()
            .filter(figures -> judged.stream().anyMatch(o -> isMissed(o, figures)))
            .count();
  }

  /** A percentile that no run of this size can have is left to the expectation. */
  private boolean isMissed(Objective objective, Map<String, OptionalDouble> figures) {
    OptionalDouble figure = figures.getOrDefault(objective.metric(), OptionalDouble.empty());
    boolean beyondTheRun = !run.hasSamples() && Samples.needed(List.of(objective)) > 1;
    return figure.isPresent() ? !Goals.meets(objective, figure) : !beyondTheRun;
  }

  private static OptionalDouble secondWorst(
      Objective objective, List<Map<String, OptionalDouble>> replicas) {
    boolean wantsMore = objective.requirement().operator().wantsMore();
    double none = wantsMore ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double[] sorted =
        replicas.stream()
            .mapToDouble(
                figures ->
                    figures.getOrDefault(objective.metric(), OptionalDouble.empty()).orElse(none))
            .sorted()
            .toArray();
    double worst = sorted[wantsMore ? Bound.ALLOWED : sorted.length - 1 - Bound.ALLOWED];
    return Double.isFinite(worst) ? OptionalDouble.of(worst) : OptionalDouble.empty();
  }
}
