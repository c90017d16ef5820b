package dev.pushpull.testkit;

import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.answer.Tuner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Advices of every kind, for their page. */
public final class Advices {

  /** A trace's name that is a trap. */
  public static final String TRAP =
      "<img src=x onerror=\"window.hacked=1\">`|</script><script>window.hacked=2</script>";

  private Advices() {}

  /** Push wins, all that may be asked is asked. */
  public static Recommendation push() {
    return advise(
        Questions.of(
            Arrivals.parse("poisson:0.2/s"),
            10,
            1_000,
            Question.ALL_KINDS,
            List.of("requests<=500/s", "bytes<=1MB/s"),
            Optional.of(new Prices(1, 1, 0.25, 0.09, "USD")),
            "staleness.p95<=2s",
            "deliveryLatency.mean<=2s"));
  }

  /** A poll wins over a trace. */
  public static Recommendation trace() {
    return traced(
        "day-and-night",
        Set.of(
            StrategyKind.POLL,
            StrategyKind.CONDITIONAL_POLL,
            StrategyKind.BACKOFF,
            StrategyKind.ADAPTIVE));
  }

  /** The name of the trace is a trap. */
  public static Recommendation hostile() {
    return traced(TRAP, Set.of(StrategyKind.POLL));
  }

  private static Recommendation traced(String name, Set<StrategyKind> ways) {
    return advise(
        Questions.of(
            new Arrivals.Trace(name, Questions.dayAndNight(3).offsetsNanos()),
            1,
            100,
            ways,
            List.of(),
            Optional.empty(),
            "staleness.mean<=500ms"));
  }

  /** Nothing holds. */
  public static Recommendation impossible() {
    return advise(
        Questions.of(
            Arrivals.parse("poisson:0.2/s"),
            10,
            100,
            Questions.POLLS,
            List.of("requests<=20/s"),
            Optional.empty(),
            "staleness.p95<=2s"));
  }

  private static Recommendation advise(Question question) {
    return Tuner.advise(question).recommendation();
  }
}
