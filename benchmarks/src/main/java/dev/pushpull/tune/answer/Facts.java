package dev.pushpull.tune.answer;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.Choice;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation.Asked;
import dev.pushpull.tune.Recommendation.Assumptions;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.Recommendation.Check;
import dev.pushpull.tune.Search;
import dev.pushpull.tune.Supply;
import dev.pushpull.tune.VerifyingRun;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Question and verifying run, as they are stored. */
final class Facts {

  private static final Set<String> TOLD =
      Set.of(
          "deliveryLatencyMs.mean",
          "deliveryLatencyMs.p95",
          "stalenessMs.mean",
          "stalenessMs.p95",
          "stalenessMs.staleFraction",
          "ageMs.mean",
          "overhead.requestsPerSubscriberSecond",
          "overhead.bytesPerSubscriberSecond",
          "overhead.serverCpuMicrosPerSubscriberSecond",
          "overhead.emptyPollRatio");

  private Facts() {}

  static Asked asked(Question question) {
    var workload = question.workload();
    return new Asked(
        workload.arrivals().toString(),
        Supply.of(workload.arrivals()).ratePerSecond(),
        workload.feeds(),
        workload.subscribers(),
        workload.payloadBytes(),
        question.objectives().stream().map(Objective::toString).toList(),
        question.objectives().stream().map(Objective::metric).toList(),
        question.budgets().stream().map(Budget::toString).toList(),
        question.prices().orElse(null),
        question.cost().toString(),
        question.kinds().stream().sorted().map(StrategyKind::toString).toList(),
        question.seed());
  }

  static Assumptions assumptions(Question question) {
    return new Assumptions(
        question.service().meanNanos() / 1e6,
        question.serviceSource(),
        question.unitCosts(),
        question.unitCostsSource());
  }

  static Check check(VerifyingRun run) {
    var workload = run.workload();
    return new Check(
        workload.arrivals().toString(),
        workload.feeds(),
        workload.subscribers(),
        run.timing().window().toNanos() / 1e9,
        run.timing().windows(),
        1,
        Bound.REPLICAS,
        Bound.ALLOWED + 1,
        run.stretch().map(stretch -> stretch.fromNanos() / 1e9).orElse(null),
        run.stretch().map(stretch -> stretch.offsetsNanos().size()).orElse(null),
        run.hasSamples());
  }

  /** A choice with its bound, as far as that is known. */
  static Candidate candidate(Choice choice, Search search) {
    Optional<Bound> bound = search.monteCarlo.known(choice.strategy());
    return new Candidate(
        choice.strategy().toString(),
        choice.kind().toString(),
        interval(choice.strategy()),
        choice.prediction().source().toString(),
        told(choice, search.question.objectives()),
        choice.costs(),
        bound.orElse(null),
        holds(choice, bound),
        Stream.concat(choice.missed().stream(), choice.exceeded().stream())
            .map(Object::toString)
            .toList());
  }

  /** What objectives are about, and what is told of every candidate. */
  private static Map<String, Double> told(Choice choice, List<Objective> objectives) {
    var told = new LinkedHashMap<>(choice.prediction().figures());
    List<String> asked = objectives.stream().map(Objective::metric).toList();
    told.keySet().removeIf(name -> !TOLD.contains(name) && !asked.contains(name));
    return told;
  }

  private static @Nullable Boolean holds(Choice choice, Optional<Bound> bound) {
    return choice.isPlausible() ? bound.map(Bound::holds).orElse(null) : Boolean.FALSE;
  }

  private static @Nullable Double interval(Strategy strategy) {
    return strategy instanceof Strategy.Poll(Pace.Fixed(Duration interval), boolean _)
        ? interval.toNanos() / 1e6
        : null;
  }
}
