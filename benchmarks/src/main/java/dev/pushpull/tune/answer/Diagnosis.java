package dev.pushpull.tune.answer;

import dev.pushpull.metric.Metrics;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.Choice;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Search;
import dev.pushpull.tune.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Why no poll at a fixed interval holds, and what would. */
final class Diagnosis {

  /** A round trip of so much of what is allowed is worth a sentence. */
  private static final double LARGE = 0.25;

  /** As figures are printed: three digits, and so many places at most. */
  private static final MathContext UP = new MathContext(3, RoundingMode.CEILING);

  private static final int PLACES = 5;

  private final Question question;
  private final Search search;
  private final Sentences words;
  private final List<Choice> fixed;

  /**
   * @param search in which no poll at a fixed interval holds
   */
  Diagnosis(Search search, Sentences words) {
    this.question = search.question;
    this.search = search;
    this.words = words;
    this.fixed = search.fixed();
  }

  /** The binding constraint first, then what would help. */
  List<String> sentences() {
    var sentences = new ArrayList<>(fixed.isEmpty() ? List.of(absent()) : ofFixed());
    if (!search.feedback.isEmpty() && search.bestFeedback.isEmpty()) {
      sentences.add("None of the back-off and adaptive ranges tried meets this.");
    }
    return sentences;
  }

  private String absent() {
    if (!question.mayPoll()) {
      return "Polling at a fixed interval was not asked for.";
    }
    return question.service().meanNanos() >= Pace.MAX_INTERVAL.toNanos()
        ? "No polling interval considered is longer than the round trip."
        : "The cost of polls is not known, so no fixed interval was considered.";
  }

  private List<String> ofFixed() {
    List<Choice> fresh = fixed.stream().filter(choice -> choice.missed().isEmpty()).toList();
    if (fresh.isEmpty()) {
      return unreachable();
    }
    return fresh.stream()
        .sorted(Choice.byCost(question.cost()))
        .filter(search.monteCarlo::holds)
        .findFirst()
        .map(this::budget)
        .orElseGet(() -> chance(fresh.getFirst()));
  }

  /** Not even the expectation is good enough at any interval. */
  private List<String> unreachable() {
    List<Objective> never =
        question.objectives().stream()
            .filter(o -> fixed.stream().allMatch(choice -> choice.missed().contains(o)))
            .toList();
    if (never.isEmpty()) {
      return excluding(fixed.getFirst().missed().getFirst());
    }
    Objective first = never.getFirst();
    Choice nearest =
        fixed.stream().min(Comparator.comparingDouble(c -> distance(c, first))).orElseThrow();
    var sentences = new ArrayList<String>();
    sentences.add(
        "No polling interval can meet this: even %s, %s, is expected to show %s."
            .formatted(nearest.strategy(), extreme(nearest), Sentences.expected(nearest, never)));
    floor(first).ifPresent(sentences::add);
    return sentences;
  }

  private static double distance(Choice choice, Objective objective) {
    double figure = choice.prediction().figure(objective.metric()).orElse(Double.POSITIVE_INFINITY);
    return Math.abs(figure - objective.bound());
  }

  private String extreme(Choice choice) {
    List<Choice> kin = fixed.stream().filter(other -> other.kind() == choice.kind()).toList();
    if (choice.equals(kin.getFirst())) {
      return "the shortest considered";
    }
    return choice.equals(kin.getLast()) ? "the longest considered" : "which comes nearest";
  }

  /** What no interval, however short, can undo. */
  private Optional<String> floor(Objective objective) {
    String metric = objective.metric();
    if (objective.wantsMore()) {
      return Optional.empty();
    }
    if (metric.startsWith("ageMs.")) {
      return search.push.stream()
          .findFirst()
          .filter(push -> push.missed().contains(objective))
          .map(
              push ->
                  "Even %s, which delivers each update at once, is expected to show %s."
                      .formatted(push.strategy(), Sentences.expected(push, List.of(objective))));
    }
    boolean isDelay = Metrics.dimension(metric) == Dimension.TIME && !objective.isCost();
    String delay = Numbers.millis(question.delayMillis());
    return isDelay && question.delayMillis() >= LARGE * objective.bound()
        ? Optional.of(
            "The round trip alone makes %s of that: an answer is %s old when it arrives."
                .formatted(delay, delay))
        : Optional.empty();
  }

  /** Each objective is met by some interval, but none by all: one needs longer ones. */
  private List<String> excluding(Objective slow) {
    Choice shortest =
        fixed.stream().filter(choice -> !choice.missed().contains(slow)).findFirst().orElseThrow();
    Objective fresh = shortest.missed().getFirst();
    Choice longest =
        fixed.stream()
            .filter(choice -> !choice.missed().contains(fresh))
            .max(Comparator.comparing(choice -> choice.strategy().longestInterval()))
            .orElseThrow();
    return List.of(
        "No polling interval can meet this: %s needs %s or slower, and %s needs %s or faster."
            .formatted(slow, shortest.strategy(), fresh, longest.strategy()));
  }

  /** An interval is fresh enough, but costs too much. */
  private List<String> budget(Choice fresh) {
    var sentences = new ArrayList<String>();
    sentences.add(
        "No polling interval can meet this within %s: %s is the cheapest round interval that meets %s, and takes %s."
            .formatted(
                Words.joined(fresh.exceeded(), " and "),
                fresh.strategy(),
                Words.joined(question.objectives(), " and "),
                spent(fresh, value -> value)));
    fixed.stream()
        .filter(choice -> choice.exceeded().isEmpty())
        .min(Comparator.comparing(choice -> choice.strategy().longestInterval()))
        .map(
            choice ->
                "The freshest that the budget allows is %s, expected to show %s."
                    .formatted(choice.strategy(), words.expected(choice)))
        .ifPresent(sentences::add);
    sentences.add("What would help: a budget of %s.".formatted(spent(fresh, Diagnosis::roundedUp)));
    return sentences;
  }

  /** The expectation is good enough, but chance is too large in a run of this size. */
  private List<String> chance(Choice freshest) {
    Bound bound = search.monteCarlo.bound(freshest);
    return List.of(
        "No polling interval can be sure to meet this: %s is expected to show %s, but %s of %s simulated runs missed it."
            .formatted(
                freshest.strategy(), words.expected(freshest), bound.missed(), bound.replicas()));
  }

  private static String spent(Choice choice, DoubleUnaryOperator rounded) {
    return choice.exceeded().stream()
        .map(Budget::kind)
        .map(kind -> Words.cost(kind, rounded.applyAsDouble(choice.costs().of(kind))))
        .collect(Collectors.joining(" and "));
  }

  /** So that it is enough as it is printed. */
  private static double roundedUp(double value) {
    BigDecimal digits = BigDecimal.valueOf(value).round(UP);
    return digits.setScale(Math.min(digits.scale(), PLACES), RoundingMode.CEILING).doubleValue();
  }
}
