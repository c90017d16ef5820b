package dev.pushpull.tune;

import dev.pushpull.report.Numbers;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Recommendation.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The advice in sentences; each says what is expected, never that something was measured. */
final class Sentences {

  private static final double ALIKE = 0.005;

  private final Question question;

  Sentences(Question question) {
    this.question = question;
  }

  /** What a choice is expected to show of some objectives, such as {@code staleness p95 1.71 s}. */
  static String expected(Choice choice, List<Objective> objectives) {
    return objectives.stream()
        .map(Objective::metric)
        .distinct()
        .map(
            metric ->
                Words.title(metric) + " " + figure(metric, choice.prediction().figure(metric)))
        .collect(Collectors.joining(" and "));
  }

  private static String figure(String metric, OptionalDouble value) {
    return value.isPresent() ? Words.figure(metric, value.getAsDouble()) : "without a value";
  }

  /** What is recommended, what it shows and what it costs. */
  List<String> recommended(Choice choice, Bound bound) {
    return List.of(
        "Use %s: expected %s%s."
            .formatted(
                choice.strategy(),
                expected(choice, question.objectives()),
                bounds(bound).map(bounds -> "; " + bounds).orElse("")),
        "For %s it takes %s.".formatted(subscribers(), costs(choice)));
  }

  /** What such runs stay within; empty where only costs are asked about. */
  private Optional<String> bounds(Bound bound) {
    List<Objective> judged =
        question.objectives().stream().filter(objective -> !objective.isCost()).toList();
    if (judged.isEmpty()) {
      return Optional.empty();
    }
    if (judged.stream().anyMatch(objective -> bound.figure(objective).isEmpty())) {
      return Optional.of("too few updates arrive for a short run to check it");
    }
    String kept =
        judged.stream()
            .map(objective -> kept(objective) + figure(objective.metric(), bound.figure(objective)))
            .distinct()
            .collect(Collectors.joining(" and "));
    return Optional.of(
        "19 of 20 runs that check it stay " + kept + (judged.size() > 1 ? ", each by itself" : ""));
  }

  private static String kept(Objective objective) {
    return objective.requirement().operator().wantsMore() ? "above " : "within ";
  }

  private String subscribers() {
    return Words.subscribers(question.workload().subscribers());
  }

  private String costs(Choice choice) {
    var parts = new ArrayList<String>();
    Costs costs = choice.costs();
    if (costs.requestsPerSecond() > 0) {
      parts.add(Words.cost(CostKind.REQUESTS, costs.requestsPerSecond()));
    }
    parts.add(Words.cost(CostKind.BYTES, costs.bytesPerSecond()));
    parts.add(Words.cost(CostKind.CPU, costs.cpuCores()));
    if (costs.moneyPerMonth() != null) {
      parts.add(money(costs.moneyPerMonth()));
    }
    return String.join(", ", parts);
  }

  /** How the whole of a trace and its worst stretch differ. */
  String wholeTrace(Choice whole, Choice best, VerifyingRun run) {
    String stretch = "its worst stretch of " + Words.seconds(run.timing().window().toNanos() / 1e9);
    if (whole.equals(best)) {
      return "The same interval is the cheapest for the whole trace and for %s.".formatted(stretch);
    }
    return "Over the whole trace %s is enough (expected %s); %s needs %s."
        .formatted(
            whole.strategy(), expected(whole, question.objectives()), stretch, best.strategy());
  }

  /** The best poll at a fixed interval, where another way is recommended. */
  String bestPoll(Choice choice, Bound bound, boolean push) {
    return "%s: %s, expected %s%s, for %s."
        .formatted(
            push ? "If it must be polling" : "At a fixed interval",
            choice.strategy(),
            expected(choice, question.objectives()),
            bounds(bound).map(" (%s)"::formatted).orElse(""),
            costs(choice));
  }

  /** Why the next longer interval is not taken. */
  String nextCheaper(Choice choice, Bound bound) {
    String cost = cost(choice);
    if (!choice.missed().isEmpty()) {
      return "Next cheaper poll: %s for %s is expected to show %s and misses %s."
          .formatted(
              choice.strategy(), cost, expected(choice, choice.missed()), names(choice.missed()));
    }
    return "Next cheaper poll: %s for %s would do on average (%s), but %s of %s simulated runs miss it."
        .formatted(
            choice.strategy(),
            cost,
            expected(choice, question.objectives()),
            bound.missed(),
            bound.replicas());
  }

  /** What the next shorter interval brings. */
  String nextFresher(Choice choice) {
    String budget =
        choice.exceeded().isEmpty()
            ? ""
            : ", which is more than " + budgets(choice.exceeded()) + " allows";
    return "Next fresher poll: %s, expected %s, for %s%s."
        .formatted(
            choice.strategy(), expected(choice, question.objectives()), cost(choice), budget);
  }

  /** The round interval that is a little shorter than the best. */
  String round(Choice round, Choice best) {
    return "As a round figure: %s, expected %s, for %s, %s."
        .formatted(
            round.strategy(),
            expected(round, question.objectives()),
            cost(round),
            compared(round, best));
  }

  /** The best back-off or adaptive schedule beside the best fixed one. */
  String feedback(Choice feedback, Choice fixed) {
    return "Best of back-off and adaptive: %s, expected %s, for %s, %s."
        .formatted(
            feedback.strategy(),
            expected(feedback, question.objectives()),
            cost(feedback),
            compared(feedback, fixed));
  }

  /** The same where it is what is recommended. */
  String feedbackIsBest(Choice feedback, Choice fixed) {
    return "%s takes %s, because it polls less often while nothing changes."
        .formatted(feedback.strategy(), compared(feedback, fixed));
  }

  private String compared(Choice feedback, Choice fixed) {
    double share = of(feedback) / of(fixed);
    if (Math.abs(share - 1) < ALIKE) {
      return "as much as " + fixed.strategy();
    }
    return "%s %s than %s"
        .formatted(
            Numbers.percent(Math.abs(share - 1)), share < 1 ? "less" : "more", fixed.strategy());
  }

  /** What a Poisson process of the same mean rate would get, if there can be one. */
  static Optional<String> twin(TraceFacts trace) {
    return Optional.ofNullable(trace.poisson()).map(twin -> twin(trace, twin));
  }

  private static String twin(TraceFacts trace, Twin poisson) {
    return ("A Poisson process of the same mean rate (%s) would get %s; this trace's gaps vary %s"
            + " times their mean.")
        .formatted(
            Words.rate(trace.ratePerSecond()),
            poisson.bestFixed() == null ? "no interval" : poisson.bestFixed(),
            Numbers.plain(trace.gapVariation()));
  }

  private double of(Choice choice) {
    return choice.costs().of(question.cost());
  }

  private String cost(Choice choice) {
    return question.cost() == CostKind.MONEY
        ? money(of(choice))
        : Words.cost(question.cost(), of(choice));
  }

  private String money(double perMonth) {
    return Words.money(perMonth, question.prices().map(Prices::currency).orElse(""));
  }

  /** Where push becomes the better choice, and why. */
  String crossing(Crossing crossing, Choice fixed) {
    return "In %s, %s at this update rate. At T = %s, where %s of the polls bring nothing new, %s."
        .formatted(
            crossing.cost(),
            inTheInterval(crossing),
            Words.figure("stalenessMs.mean", crossing.atIntervalMs()),
            Numbers.percent(fixed.prediction().figure("overhead.emptyPollRatio").orElse(0)),
            inTheRate(crossing));
  }

  private static String inTheInterval(Crossing crossing) {
    Double millis = crossing.intervalMs();
    if (millis != null) {
      return "%s costs less than %s below T = %s"
          .formatted(crossing.push(), crossing.polling(), Words.figure("stalenessMs.mean", millis));
    }
    return "%s costs %s than %s at every interval considered"
        .formatted(crossing.push(), crossing.pushIsCheaper() ? "less" : "more", crossing.polling());
  }

  private static String inTheRate(Crossing crossing) {
    String cheaper = crossing.pushIsCheaper() ? crossing.push() : crossing.polling();
    Double rate = crossing.updatesPerSecond();
    if (rate == null) {
      return cheaper + " is cheaper at any update rate";
    }
    return crossing.pushIsCheaper()
        ? ("%s is cheaper while a feed has fewer than %s updates; above that, polling skips"
                + " updates that a newer one has replaced")
            .formatted(cheaper, Words.rate(rate))
        : "%s is cheaper from %s updates per feed on, since it skips updates that a newer one has replaced"
            .formatted(cheaper, Words.rate(rate));
  }

  static String names(List<Objective> objectives) {
    return objectives.stream().map(Objective::toString).collect(Collectors.joining(" and "));
  }

  /** The push that is fresh enough by expectation where nothing holds, and why it is not taken. */
  String pushMisses(Choice push, Bound bound) {
    if (push.exceeded().isEmpty()) {
      return "%s is expected to show %s, but %s of %s simulated runs missed it."
          .formatted(
              push.strategy(),
              expected(push, question.objectives()),
              bound.missed(),
              bound.replicas());
    }
    return "%s is fresh enough, but takes %s, more than %s allows."
        .formatted(push.strategy(), costs(push), budgets(push.exceeded()));
  }

  static String budgets(List<Budget> budgets) {
    return budgets.stream().map(Budget::toString).collect(Collectors.joining(" and "));
  }
}
