package dev.pushpull.tune.verify;

import dev.pushpull.plan.TargetSweep;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Supply;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The sweep that checks an advice for real. */
public final class Verification {

  /** The sweep's name. */
  public static final String NAME = "verify";

  private static final Strategy PUSH = new Strategy.WebSocket();
  private static final int TARGET_SUBSCRIBERS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_TIMES = 3;
  private static final int DIGITS = 3;
  private static final double MIN_RATE = 1e-4;
  private static final double MAX_RATE = 100_000;

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

  /**
   * The same on a server that is not ours, whose own updates are waited for: by as few subscribers
   * as a target usually gets, and for longer.
   *
   * @param file of the target
   * @param maxRequests that it may get each second, 1 to 100,000
   * @throws IllegalArgumentException if nothing was recommended, or if it cannot be had with so few
   *     requests
   */
  public static SweepSpec sweep(Advice advice, Path file, TargetSpec target, int maxRequests) {
    SweepSpec whole = sweep(advice);
    Workload asked = advice.run().workload();
    double looking = TargetSweep.load(new Cell(PUSH, asked), target).total();
    double each =
        whole.cells().stream()
            .mapToDouble(cell -> requestsPerSecond(cell.strategy()))
            .max()
            .orElse(0);
    double fitting = each == 0 ? TARGET_SUBSCRIBERS : (maxRequests - looking) / each;
    int most = Math.min(TARGET_SUBSCRIBERS, asked.subscribers());
    int subscribers = (int) Math.clamp(fitting, 1, most);
    int feeds = Math.min(Math.min(asked.feeds(), target.feeds().size()), subscribers);
    // Said of the run, though the server's own updates are waited for.
    double exact = Supply.of(asked.arrivals()).ratePerSecond();
    double round = BigDecimal.valueOf(exact).round(new MathContext(DIGITS)).doubleValue();
    double rate = Math.clamp(round, MIN_RATE, MAX_RATE);
    var workload =
        new Workload(new Arrivals.Poisson(rate), feeds, subscribers, 0, asked.protocol());
    var cells = whole.cells().stream().map(cell -> new Cell(cell.strategy(), workload)).toList();
    var spec =
        new SweepSpec(
            NAME,
            cells,
            longer(advice.run().timing(), asked.subscribers() / subscribers),
            1,
            whole.seed(),
            whole.requirements(),
            Setup.USUAL.withTarget(file.toAbsolutePath().normalize()).withMaxRequests(maxRequests));
    return TargetSweep.of(spec, target);
  }

  private static double requestsPerSecond(Strategy strategy) {
    return strategy instanceof Strategy.Poll(Pace pace, boolean _)
        ? 1e9 / pace.meanInterval().orElseGet(pace::shortest).toNanos()
        : 0;
  }

  /** All subscribers see the same updates, so that few of them tell nearly as much as many. */
  private static SweepTiming longer(SweepTiming timing, int times) {
    Duration window = timing.window().multipliedBy(Math.min(times, MOST_TIMES));
    Duration most = timing.window().compareTo(LONGEST) > 0 ? timing.window() : LONGEST;
    return new SweepTiming(
        timing.warmup(),
        window.compareTo(most) < 0 ? window : most,
        timing.windows(),
        timing.drain());
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
