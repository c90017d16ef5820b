package dev.pushpull.tune.verify;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.Recommendation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The sweep that checks an advice for real. */
public final class Verification {

  /** The sweep's name. */
  public static final String NAME = "verify";

  private Verification() {}

  /**
   * The recommendation, its neighbours and one push, in that order; the objectives are asked of the
   * recommendation alone.
   *
   * @throws IllegalArgumentException if nothing was recommended
   */
  public static SweepSpec sweep(Advice advice) {
    Recommendation recommendation = advice.recommendation();
    if (recommendation.recommended() == null) {
      throw new IllegalArgumentException("nothing was recommended, so nothing can be checked");
    }
    Workload workload = advice.run().workload();
    List<Strategy> strategies = strategies(recommendation);
    return new SweepSpec(
        NAME,
        strategies.stream().map(strategy -> new Cell(strategy, workload)).toList(),
        advice.run().timing(),
        1,
        recommendation.question().seed(),
        requirements(recommendation, strategies.getFirst()),
        Setup.USUAL);
  }

  private static List<Strategy> strategies(Recommendation recommendation) {
    return Stream.of(
            recommendation.recommended(),
            recommendation.bestFixed(),
            recommendation.nextCheaper(),
            recommendation.nextFresher(),
            recommendation.bestPush())
        .filter(Objects::nonNull)
        .distinct()
        .map(Strategy::parse)
        .toList();
  }

  private static List<Requirement> requirements(Recommendation recommendation, Strategy only) {
    return recommendation.question().objectives().stream()
        .map(Requirement::parse)
        .map(
            r ->
                new Requirement(
                    Optional.of(new StrategyName(only, false)),
                    List.of(),
                    r.metric(),
                    r.operator(),
                    r.bound()))
        .toList();
  }
}
