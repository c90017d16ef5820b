package dev.pushpull.tune;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sweep that checks an advice for real. */
public final class Verification {

  /** The sweep's name. */
  public static final String NAME = "verify";

  private Verification() {}

  /**
   * The instants of the trace's stretch, as a file that {@code trace:FILE} reads; empty without a
   * trace.
   */
  public static Optional<String> stretch(Advice advice) {
    return advice
        .run()
        .stretch()
        .map(
            stretch ->
                stretch.offsetsNanos().stream()
                    .map(nanos -> BigDecimal.valueOf(nanos, 9).toPlainString())
                    .collect(Collectors.joining("\n", "", "\n")));
  }

  /**
   * The recommendation, its neighbours and one push, in that order; the objectives are asked of the
   * recommendation alone.
   *
   * @param arrivals the stretch's file, where the updates are a trace
   * @throws IllegalArgumentException if nothing was recommended
   */
  public static SweepSpec sweep(Advice advice, Optional<Arrivals> arrivals) {
    Recommendation recommendation = advice.recommendation();
    if (recommendation.recommended() == null) {
      throw new IllegalArgumentException("nothing was recommended, so nothing can be checked");
    }
    Workload planned = advice.run().workload();
    var workload =
        new Workload(
            arrivals.orElse(planned.arrivals()),
            planned.feeds(),
            planned.subscribers(),
            planned.payloadBytes(),
            planned.protocol());
    List<Strategy> strategies = strategies(recommendation);
    return new SweepSpec(
        NAME,
        strategies.stream().map(strategy -> new Cell(strategy, workload)).toList(),
        advice.run().timing(),
        1,
        recommendation.question().seed(),
        requirements(recommendation, strategies.getFirst()));
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
            r -> new Requirement(Optional.of(only), List.of(), r.metric(), r.operator(), r.bound()))
        .toList();
  }
}
