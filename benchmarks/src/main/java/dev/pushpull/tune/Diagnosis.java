package dev.pushpull.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why no poll at a fixed interval holds, and what would. */
final class Diagnosis {

  private final Question question;
  private final List<Choice> fixed;
  private final Rehearsal rehearsal;

  /**
   * @param fixed all polls at fixed intervals, none of which holds
   */
  Diagnosis(Question question, List<Choice> fixed, Rehearsal rehearsal) {
    this.question = question;
    this.fixed = fixed;
    this.rehearsal = rehearsal;
  }

  /** The binding constraint first, then what would help. */
  List<String> sentences() {
    if (fixed.isEmpty()) {
      return List.of("Polling at a fixed interval was not asked for.");
    }
    List<Choice> fresh = fixed.stream().filter(choice -> choice.missed().isEmpty()).toList();
    if (fresh.isEmpty()) {
      return unreachable();
    }
    return fresh.stream()
        .filter(choice -> rehearsal.holds(choice))
        .min(Choice.byCost(question.cost()))
        .map(this::budget)
        .orElseGet(() -> chance(fresh));
  }

  /** Not even the expectation is good enough at any interval. */
  private List<String> unreachable() {
    Choice freshest = fixed.getFirst();
    List<Objective> never =
        freshest.missed().stream()
            .filter(o -> fixed.stream().allMatch(choice -> choice.missed().contains(o)))
            .toList();
    if (never.isEmpty()) {
      return excluding(freshest.missed().getFirst());
    }
    return List.of(
        "No polling interval can meet this: even %s, the shortest that is looked at, is expected to show %s."
            .formatted(freshest.strategy(), Sentences.expected(freshest, never)),
        "The round trip alone makes %s of that: an answer is %s old when it arrives."
            .formatted(
                Words.figure("stalenessMs.mean", question.delayMillis()),
                Words.figure("stalenessMs.mean", question.delayMillis())));
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
        "No polling interval can meet this within %s: %s is the cheapest that meets %s, and takes %s."
            .formatted(
                Sentences.budgets(fresh.exceeded()),
                fresh.strategy(),
                Sentences.names(question.objectives()),
                spent(fresh)));
    affordable()
        .ifPresent(
            choice ->
                sentences.add(
                    "The freshest that the budget allows is %s, expected to show %s."
                        .formatted(
                            choice.strategy(), Sentences.expected(choice, question.objectives()))));
    sentences.add("What would help: a budget of %s.".formatted(spent(fresh)));
    return sentences;
  }

  private Optional<Choice> affordable() {
    return fixed.stream()
        .filter(choice -> choice.exceeded().isEmpty())
        .min(Comparator.comparing(choice -> choice.strategy().longestInterval()));
  }

  /** The expectation is good enough, but chance is too large in a run of this size. */
  private List<String> chance(List<Choice> fresh) {
    Choice freshest = fresh.getFirst();
    Bound bound = rehearsal.bound(freshest);
    return List.of(
        "No polling interval can be sure to meet this: %s is expected to show %s, but %s of %s simulated runs missed it."
            .formatted(
                freshest.strategy(),
                Sentences.expected(freshest, question.objectives()),
                bound.missed(),
                bound.replicas()));
  }

  private static String spent(Choice choice) {
    return choice.exceeded().stream()
        .map(
            budget ->
                Words.cost(Goals.cost(budget.kind()), choice.costs().of(Goals.cost(budget.kind()))))
        .collect(Collectors.joining(" and "));
  }
}
