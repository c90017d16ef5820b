package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import java.util.Comparator;
import java.util.List;

/**
 * A strategy that might be recommended.
 *
 * @param prediction what it is expected to show
 * @param costs what all subscribers will spend
 * @param missed objectives that the expectation alone misses
 * @param exceeded budgets that it exceeds
 */
record Choice(
    Strategy strategy,
    Prediction prediction,
    Costs costs,
    List<Objective> missed,
    List<Budget> exceeded) {

  Choice {
    missed = List.copyOf(missed);
    exceeded = List.copyOf(exceeded);
  }

  static Choice of(Question question, Strategy strategy, Prediction prediction) {
    var goals = new Goals(question.objectives(), question.budgets());
    var spending = Spending.of(question);
    Costs costs = spending.costs(strategy, prediction);
    Prediction priced = prediction.with(spending.figures(costs));
    return new Choice(strategy, priced, costs, goals.missed(priced), goals.exceeded(costs));
  }

  Way way() {
    return Way.of(strategy);
  }

  /** Whether nothing speaks against it but chance. */
  boolean isPlausible() {
    return missed.isEmpty() && exceeded.isEmpty();
  }

  /** The cheapest first; of equally cheap ones the one with fewer bytes, then less CPU. */
  static Comparator<Choice> byCost(CostKind kind) {
    return Comparator.<Choice>comparingDouble(choice -> choice.costs().of(kind))
        .thenComparingDouble(choice -> choice.costs().bytesPerSecond())
        .thenComparingDouble(choice -> choice.costs().cpuCores());
  }
}
