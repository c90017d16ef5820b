package dev.pushpull.tune.answer;

import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.Choice;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.MonteCarlo;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation.Crossing;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Search;
import dev.pushpull.tune.TotalCosts;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The advice in sentences; each says what is expected, never that something was measured. */
final class Sentences {

  private static final double ALIKE = 0.005;

  private final Search search;
  private final Question question;
  private final MonteCarlo monteCarlo;

  Sentences(Search search) {
    this.search = search;
    this.question = search.question;
    this.monteCarlo = search.monteCarlo;
  }

  /** All in their order: the best first, then what is beside it. */
  List<String> all(List<Crossing> crossings, Optional<TraceFacts> trace) {
    var sentences = new ArrayList<String>();
    Optional<Choice> best = search.best();
    Optional<Choice> fixed = search.bestFixed;
    best.map(this::recommended).ifPresent(sentences::addAll);
    if (fixed.isEmpty()) {
      sentences.addAll(new Diagnosis(search, this).sentences());
    }
    if (best.isEmpty() && !search.push.isEmpty()) {
      sentences.add(
          search.freshPush().map(this::pushMisses).orElse("Push does not meet it either."));
    }
    if (!best.equals(fixed)) {
      fixed.map(this::bestPoll).ifPresent(sentences::add);
    }
    search.neighbour(1).map(this::nextCheaper).ifPresent(sentences::add);
    search.neighbour(-1).map(this::nextFresher).ifPresent(sentences::add);
    if (question.trace().isPresent()) {
      fixed
          .flatMap(poll -> search.expectedFixed().map(whole -> wholeTrace(whole, poll)))
          .ifPresent(sentences::add);
    }
    fixed
        .flatMap(poll -> search.bestFeedback.map(other -> feedback(other, poll)))
        .ifPresent(sentences::add);
    trace.flatMap(Sentences::poisson).ifPresent(sentences::add);
    fixed.ifPresent(poll -> crossings.forEach(c -> sentences.add(crossing(c, poll))));
    return sentences;
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

  private static String figure(String metric, Optional<Double> value) {
    return value.map(figure -> Words.figure(metric, figure)).orElse("without a value");
  }

  /** The same of all objectives. */
  String expected(Choice choice) {
    return expected(choice, question.objectives());
  }

  /** What is recommended, what it shows and what it costs. */
  private List<String> recommended(Choice choice) {
    return List.of(
        "Use %s: expected %s%s."
            .formatted(choice.strategy(), expected(choice), bounds(choice, "; %s")),
        "For %s it takes %s."
            .formatted(
                Words.count(question.workload().subscribers(), "subscriber"), costs(choice)));
  }

  /** What such runs stay within; empty where only costs are asked about. */
  private String bounds(Choice choice, String form) {
    Bound bound = monteCarlo.bound(choice);
    List<Objective> judged =
        question.objectives().stream().filter(objective -> !objective.isCost()).toList();
    if (judged.isEmpty()) {
      return "";
    }
    if (judged.stream().anyMatch(objective -> bound.figure(objective).isEmpty())) {
      return form.formatted("too few updates arrive for a short run to check it");
    }
    String kept =
        judged.stream()
            .map(o -> (o.wantsMore() ? "above " : "within ") + figure(o.metric(), bound.figure(o)))
            .distinct()
            .collect(Collectors.joining(" and "));
    String each = judged.size() > 1 ? ", each by itself" : "";
    return form.formatted("19 of 20 runs that check it stay " + kept + each);
  }

  private String costs(Choice choice) {
    var parts = new ArrayList<String>();
    TotalCosts costs = choice.costs();
    if (costs.requestsPerSecond() > 0) {
      parts.add(Words.cost(CostKind.REQUESTS, costs.requestsPerSecond()));
    }
    parts.add(Words.cost(CostKind.BYTES, costs.bytesPerSecond()));
    Double cores = costs.cpuCores();
    if (cores != null) {
      parts.add(Words.cost(CostKind.CPU, cores));
    }
    if (costs.moneyPerMonth() != null) {
      parts.add(money(costs.moneyPerMonth()));
    }
    return String.join(", ", parts);
  }

  /** How the whole of a trace and its worst stretch differ. */
  private String wholeTrace(Choice whole, Choice best) {
    double seconds = search.run.timing().window().toNanos() / 1e9;
    String stretch = "its worst stretch of " + Words.seconds(seconds);
    return whole.equals(best)
        ? "The same interval is the cheapest for the whole trace and for %s.".formatted(stretch)
        : "Over the whole trace %s is enough (expected %s); %s needs %s."
            .formatted(whole.strategy(), expected(whole), stretch, best.strategy());
  }

  /** The best poll at a fixed interval, where another kind is recommended. */
  private String bestPoll(Choice choice) {
    boolean push = search.best().filter(best -> best.strategy().isPush()).isPresent();
    return "%s: %s, expected %s%s, for %s."
        .formatted(
            push ? "If it must be polling" : "At a fixed interval",
            choice.strategy(),
            expected(choice),
            bounds(choice, " (%s)"),
            costs(choice));
  }

  /** Why the next longer interval is not taken. */
  private String nextCheaper(Choice choice) {
    Bound bound = monteCarlo.bound(choice);
    return "Next cheaper poll: %s for %s ".formatted(choice.strategy(), cost(choice))
        + (choice.missed().isEmpty()
            ? "would do on average (%s), but %s of %s simulated runs miss it."
                .formatted(expected(choice), bound.missed(), bound.replicas())
            : "is expected to show %s and misses %s."
                .formatted(
                    expected(choice, choice.missed()), Words.joined(choice.missed(), " and ")));
  }

  /** What the next shorter interval brings, or the round one that is a little shorter. */
  private String nextFresher(Choice choice) {
    if (search.round.equals(Optional.of(choice))) {
      Choice best = search.bestFixed.orElse(choice);
      return expectedFor("As a round figure", choice) + ", " + compared(choice, best) + ".";
    }
    String budget =
        choice.exceeded().isEmpty()
            ? ""
            : ", which is more than " + Words.joined(choice.exceeded(), " and ") + " allows";
    return expectedFor("Next fresher poll", choice) + budget + ".";
  }

  /** The best back-off or adaptive schedule beside the best fixed one. */
  private String feedback(Choice feedback, Choice fixed) {
    return search.best().equals(Optional.of(feedback))
        ? "%s takes %s, because it polls less often while nothing changes."
            .formatted(feedback.strategy(), compared(feedback, fixed))
        : "%s, %s."
            .formatted(
                expectedFor("Best of back-off and adaptive", feedback), compared(feedback, fixed));
  }

  private String expectedFor(String what, Choice choice) {
    return "%s: %s, expected %s, for %s"
        .formatted(what, choice.strategy(), expected(choice), cost(choice));
  }

  private String compared(Choice choice, Choice fixed) {
    double share = of(choice) / of(fixed);
    return Math.abs(share - 1) < ALIKE
        ? "as much as " + fixed.strategy()
        : "%s %s than %s"
            .formatted(
                Numbers.percent(Math.abs(share - 1)),
                share < 1 ? "less" : "more",
                fixed.strategy());
  }

  /** What a Poisson process of the same mean rate would get, if there can be one. */
  private static Optional<String> poisson(TraceFacts trace) {
    return Optional.ofNullable(trace.poisson())
        .map(
            poisson ->
                ("A Poisson process of the same mean rate (%s) would get %s; this trace's gaps vary"
                        + " %s times their mean.")
                    .formatted(
                        Words.rate(trace.ratePerSecond()),
                        poisson.bestFixed() == null ? "no interval" : poisson.bestFixed(),
                        Numbers.plain(trace.gapVariation())));
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
  private String crossing(Crossing crossing, Choice fixed) {
    return "In %s, %s at this update rate. At T = %s, where %s of the polls bring nothing new, %s."
        .formatted(
            crossing.cost(),
            inTheInterval(crossing),
            Numbers.millis(crossing.atIntervalMs()),
            Numbers.percent(fixed.prediction().figure("overhead.emptyPollRatio").orElse(0.0)),
            inTheRate(crossing));
  }

  private static String inTheInterval(Crossing crossing) {
    Double millis = crossing.intervalMs();
    return millis != null
        ? "%s costs less than %s below T = %s"
            .formatted(crossing.push(), crossing.polling(), Numbers.millis(millis))
        : "%s costs %s than %s at every interval considered"
            .formatted(
                crossing.push(), crossing.pushIsCheaper() ? "less" : "more", crossing.polling());
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

  /** The push that is fresh enough by expectation where nothing holds, and why it is not taken. */
  private String pushMisses(Choice push) {
    Bound bound = monteCarlo.bound(push);
    return push.exceeded().isEmpty()
        ? "%s is expected to show %s, but %s of %s simulated runs missed it."
            .formatted(push.strategy(), expected(push), bound.missed(), bound.replicas())
        : "%s is fresh enough, but takes %s, more than %s allows."
            .formatted(push.strategy(), costs(push), Words.joined(push.exceeded(), " and "));
  }
}
