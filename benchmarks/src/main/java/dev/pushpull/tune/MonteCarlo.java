package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the verifying run through in virtual time, again and again with other seeds, to see what it
 * may show by chance. Used by one thread.
 */
public final class MonteCarlo {

  /** The verifying run is repeat 1, and must not be rehearsed with its own numbers. */
  private static final int FIRST_REPEAT = 2;

  /** Enough to see that a strategy fails nearly always. */
  private static final int LOOK = 6;

  private final VerifyingRun run;
  private final VirtualTrials virtual;
  private final List<Objective> objectives;
  private final List<Objective> judged;
  private final Map<Strategy, Bound> bounds = new HashMap<>();
  private final Set<Strategy> failed = new HashSet<>();
  private int played;

  /**
   * @param objectives what the rehearsed runs must meet
   */
  MonteCarlo(VerifyingRun run, VirtualTrials virtual, List<Objective> objectives) {
    this.run = run;
    this.virtual = virtual;
    this.objectives = objectives;
    this.judged = objectives.stream().filter(objective -> !objective.isCost()).toList();
  }

  /** How many trials were played through. */
  public int played() {
    return played;
  }

  /** The bound of a strategy, if it is known in full. */
  public Optional<Bound> known(Strategy strategy) {
    return Optional.ofNullable(bounds.get(strategy));
  }

  /**
   * Whether 95 % of such runs meet every objective but those about costs; a clear failure is seen
   * early, and only once.
   */
  public boolean holds(Choice choice) {
    return known(choice.strategy())
        .map(Bound::holds)
        .orElseGet(
            () -> judged.isEmpty() || (!failed.contains(choice.strategy()) && holdsPlayed(choice)));
  }

  private boolean holdsPlayed(Choice choice) {
    var first = play(choice.strategy(), 0, LOOK);
    if (missed(first) > Bound.ALLOWED) {
      failed.add(choice.strategy());
      return false;
    }
    first.addAll(play(choice.strategy(), LOOK, Bound.REPLICAS));
    return remember(choice, first).holds();
  }

  /** The bound of a choice, in full. */
  public Bound bound(Choice choice) {
    return known(choice.strategy())
        .orElseGet(() -> remember(choice, play(choice.strategy(), 0, Bound.REPLICAS)));
  }

  /** A run may be too short to show what is rare, such as a trace's long gaps. */
  private Bound remember(Choice choice, List<Map<String, Double>> replicas) {
    var figures = new LinkedHashMap<String, Double>();
    for (Objective objective : judged) {
      double worst = secondWorst(objective, replicas);
      if (Double.isFinite(worst)) {
        double expected = choice.prediction().figure(objective.metric()).orElse(worst);
        figures.put(objective.toString(), objective.worse(worst, expected));
      }
    }
    var bound = new Bound(replicas.size(), missed(replicas), typical(replicas), figures);
    bounds.put(choice.strategy(), bound);
    return bound;
  }

  private Map<String, Double> typical(List<Map<String, Double>> replicas) {
    var medians = new LinkedHashMap<String, Double>();
    var metrics = new LinkedHashSet<>(objectives.stream().map(Objective::metric).toList());
    metrics.addAll(Spending.FIGURES);
    for (String metric : metrics) {
      List<Double> rising =
          replicas.stream()
              .flatMap(figures -> Stream.ofNullable(figures.get(metric)))
              .sorted()
              .toList();
      if (!rising.isEmpty()) {
        medians.put(metric, rising.get(rising.size() / 2));
      }
    }
    return medians;
  }

  private List<Map<String, Double>> play(Strategy strategy, int from, int to) {
    played += to - from;
    return new ArrayList<>(
        IntStream.range(from, to)
            .parallel()
            .mapToObj(
                i -> virtual.figures(strategy, run.workload(), run.timing(), FIRST_REPEAT + i))
            .toList());
  }

  private int missed(List<Map<String, Double>> replicas) {
    return (int)
        replicas.stream()
            .filter(figures -> judged.stream().anyMatch(o -> isMissed(o, figures.get(o.metric()))))
            .count();
  }

  /** A percentile that no run of this size can have is left to the expectation. */
  private boolean isMissed(Objective objective, @Nullable Double figure) {
    boolean beyondTheRun = !run.hasSamples() && objective.share().isPresent();
    return figure == null ? !beyondTheRun : !virtual.question().holds(objective, figure);
  }

  /** Infinite if too few have the figure. */
  private static double secondWorst(Objective objective, List<Map<String, Double>> replicas) {
    double none = objective.wantsMore() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double[] rising =
        replicas.stream()
            .mapToDouble(figures -> figures.getOrDefault(objective.metric(), none))
            .sorted()
            .toArray();
    return rising[objective.wantsMore() ? Bound.ALLOWED : rising.length - 1 - Bound.ALLOWED];
  }
}
